// Prints STATUS, READY and RESTARTS of pods with the API server's own code: reads one v1 Pod in JSON a line from standard
// input, and writes {"status", "ready", "restarts"} a line to standard output, as `kubectl get pods` would show them.
//
// usage: printer NOW     NOW is the server's clock, such as 2026-11-01T12:00:00Z
//
// It holds no rule of its own. The server's decoder defaults each pod and converts it to the internal type; the table
// generator with the server's own print handlers makes the row; the cells are taken by the names of their columns.
//
// The print handlers ask the real clock how long ago a container restarted. Pods stay as they are, so the clock has to
// stand at NOW: this runs inside a bubble of testing/synctest, where time stands still while code runs and jumps forward
// over a sleep. A bubble begins at midnight UTC of 2000-01-01 and needs a *testing.T, hence testing.Main.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"testing/synctest"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/printers"
	"k8s.io/kubernetes/pkg/printers/internalversion"
)

type cells struct {
	Status   string `json:"status"`
	Ready    string `json:"ready"`
	Restarts string `json:"restarts"`
}

func main() {
	arguments := os.Args
	os.Args = arguments[:1] // testing.Main reads flags, and there are none
	run := func(t *testing.T) {
		synctest.Test(t, func(*testing.T) {
			if err := printPods(arguments[1:]); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0) // before testing.Main says PASS
		})
	}
	all := func(string, string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{{Name: "print", F: run}}, nil, nil)
}

func printPods(arguments []string) error {
	if len(arguments) != 1 {
		return fmt.Errorf("usage: printer NOW")
	}
	now, err := time.Parse(time.RFC3339, arguments[0])
	if err != nil {
		return err
	}
	time.Sleep(time.Until(now))
	if !time.Now().Equal(now) {
		return fmt.Errorf("the clock cannot be set to %s, only to times from 2000 to 2262", arguments[0])
	}

	generator := printers.NewTableGenerator().With(internalversion.AddHandlers)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	for line := 1; in.Scan(); line++ {
		row, err := printPod(generator, in.Bytes())
		if err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		text, err := json.Marshal(row)
		if err != nil {
			return err
		}
		out.Write(append(text, '\n'))
	}
	if err := in.Err(); err != nil {
		return err
	}
	return out.Flush()
}

func printPod(generator printers.TableGenerator, text []byte) (cells, error) {
	kind := v1.SchemeGroupVersion.WithKind("Pod")
	pod, _, err := legacyscheme.Codecs.UniversalDecoder().Decode(text, &kind, nil)
	if err != nil {
		return cells{}, err
	}
	table, err := generator.GenerateTable(pod, printers.GenerateOptions{})
	if err != nil {
		return cells{}, err
	}
	named := map[string]string{}
	for index, column := range table.ColumnDefinitions {
		named[column.Name] = fmt.Sprint(table.Rows[0].Cells[index])
	}
	return cells{named["Status"], named["Ready"], named["Restarts"]}, nil
}
