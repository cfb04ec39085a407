// What one end of a run says by itself, before anything around it is looked at.
import type { Terminated } from '../pod/container-status.ts'

/**
 * `completed`: exit code 0. `error`: any other code that the program chose. `out-of-memory`: the runtime said so, whatever
 * the code. `killed`: SIGKILL. `stopped`: SIGTERM. `signal`: any other signal. `lost`: nobody saw how it ended, and the code
 * stands in for an unknown one. `never-started`: the runtime could not start the process. `replaced`: a kubelet removed it
 * to start all containers of the pod anew.
 */
export type ExitKind =
  | 'completed'
  | 'error'
  | 'out-of-memory'
  | 'killed'
  | 'stopped'
  | 'signal'
  | 'lost'
  | 'never-started'
  | 'replaced'

// Linux numbers (signal(7), x86 and ARM) of the signals that end a process.
const signals: ReadonlyMap<number, string> = new Map([
  [1, 'SIGHUP'],
  [2, 'SIGINT'],
  [3, 'SIGQUIT'],
  [4, 'SIGILL'],
  [5, 'SIGTRAP'],
  [6, 'SIGABRT'],
  [7, 'SIGBUS'],
  [8, 'SIGFPE'],
  [9, 'SIGKILL'],
  [10, 'SIGUSR1'],
  [11, 'SIGSEGV'],
  [12, 'SIGUSR2'],
  [13, 'SIGPIPE'],
  [14, 'SIGALRM'],
  [15, 'SIGTERM'],
  [24, 'SIGXCPU'],
  [25, 'SIGXFSZ'],
  [31, 'SIGSYS'],
])

/**
 * The signal that ended the run, such as "SIGSEGV", or "". No kubelet fills in `signal`: runc, the containerd shim and
 * conmon report a process that a signal ended as 128 + its number, and a program may exit with that number itself.
 */
export function signalOf(terminated: Terminated): string {
  if (terminated.reason === 'seccomp killed') return 'SIGSYS'
  return signals.get(terminated.signal === 0 ? terminated.exitCode - 128 : terminated.signal) ?? ''
}

/** What kind of end it was. The reason outranks the code: a code of 137 may be only a stand-in. */
export function exitKind(terminated: Terminated): ExitKind {
  const { reason, exitCode } = terminated
  if (reason === 'OOMKilled') return 'out-of-memory'
  if (reason === 'StartError' || reason === 'ContainerCannotRun') return 'never-started'
  if (reason === 'RestartingAllContainers') return 'replaced'
  // The kubelet's stand-in is 137, containerd's 255 with reason Unknown, CRI-O's -1.
  if (reason === 'ContainerStatusUnknown' || (reason === 'Unknown' && exitCode === 255) || exitCode === -1)
    return 'lost'
  switch (signalOf(terminated)) {
    case 'SIGKILL':
      return 'killed'
    case 'SIGTERM':
      return 'stopped'
    case '':
      return exitCode === 0 ? 'completed' : 'error'
    default:
      return 'signal'
  }
}
