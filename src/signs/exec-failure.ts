// Programs that a runtime set up well and the kernel then refused. The runtime's own line is all that the log holds.
import type { Container } from '../pod/container.ts'
import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import { type EndedRun, ownEnds } from './exits.ts'

export interface ExecFailure {
  readonly container: Container
  /** `format`: not a program for this kernel (ENOEXEC). `interpreter`: what should load or interpret it is missing (ENOENT). */
  readonly problem: 'format' | 'interpreter'
  /** The path that was to be executed; "" where an older runtime does not name it. */
  readonly program: string
  readonly evidence: readonly [Item, ...Item[]]
}

// runc 1.0 and later "exec /app: exec format error", before "standard_init_linux.go:228: exec user process caused: …";
// crun "exec container process `/app`: Exec format error".
const line =
  /^(?:standard_init_linux\.go:\d+: )?exec (?:user process caused|container process [`"']?([^`"'\s]+)[`"']?|(\S+?)):? "?(exec format error|no such file or directory)"?$/i

/**
 * The containers whose only output of a run with an error code is the runtime's word that it could not execute the program, in
 * the pod's order. A program that ran and says such a thing itself says more than that one line, or says it otherwise.
 */
export function execFailures(pod: PodReading): ExecFailure[] {
  return ownEnds(pod, 'error').flatMap((run) => {
    const match = line.exec(onlyLine(run))
    if (match === null) return []
    const problem = /format/i.test(match[3] ?? '') ? 'format' : 'interpreter'
    return [
      {
        container: run.container,
        problem,
        program: match[1] ?? match[2] ?? run.container.program,
        evidence: run.evidence,
      },
    ]
  })
}

function onlyLine({ words }: EndedRun): string {
  return words !== null && words.lines.length === 1 ? (words.lines[0] ?? '') : ''
}
