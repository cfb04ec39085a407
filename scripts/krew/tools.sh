#!/bin/sh
# Builds krew, its manifest validator and actionlint from their Go modules into a cache, and prints the folder that holds them.
# Needs Go. The versions are pinned here; the module proxy's checksum database vouches for the rest. Can be run again after any failure.
set -eu
dir=${PODLIFE_KREW_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/podlife-krew}
command -v go >/dev/null || { echo "There is no Go, which builds the tools of krew: install it, then run this again." >&2; exit 1; }
mkdir -p "$dir/src" "$dir/bin"
cd "$dir/src"
cat >go.mod.wanted <<'EOF'
module podlife.test/krew

go 1.25

require (
	github.com/rhysd/actionlint v1.7.9
	sigs.k8s.io/krew v0.5.0
)
EOF
cat >tools.go <<'EOF'
//go:build tools

package krew

import (
	_ "github.com/rhysd/actionlint/cmd/actionlint"
	_ "sigs.k8s.io/krew/cmd/krew"
	_ "sigs.k8s.io/krew/cmd/validate-krew-manifest"
)
EOF
# A build begins anew unless all it makes is there.
if ! cmp -s go.mod.wanted built || [ ! -x "$dir/bin/actionlint" ] || [ ! -x "$dir/bin/krew" ] || [ ! -x "$dir/bin/validate-krew-manifest" ]; then
  rm -f built
  cp go.mod.wanted go.mod
  build() {
    go mod tidy -e >&2 || return 1
    for package in sigs.k8s.io/krew/cmd/krew sigs.k8s.io/krew/cmd/validate-krew-manifest github.com/rhysd/actionlint/cmd/actionlint; do
      CGO_ENABLED=0 go build -mod=mod -trimpath -ldflags '-s -w' -o "$dir/bin/${package##*/}" "$package" >&2 || return 1
    done
  }
  build || { echo "The tools of krew were not built: go says why above. Run this again." >&2; exit 1; }
  cp go.mod.wanted built
fi
ln -sf krew "$dir/bin/kubectl-krew"
echo "$dir/bin"
