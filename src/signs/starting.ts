// Containers that a runtime could not create or start, as told from containers that ran and ended.
import { type Container, newestEnd } from '../pod/container.ts'
import type { Item } from '../pod/item.ts'
import { hasEnded, lastEvent, type PodReading } from '../pod/reading.ts'

export interface StartFailure {
  readonly container: Container
  /** The runtime's words; "" when there were none. */
  readonly message: string
  readonly problem: StartProblem
  /** Whether the runtime refused to create the container, before it tried to start it. */
  readonly atCreation: boolean
  readonly evidence: readonly [Item, ...Item[]]
}

type StartProblem =
  | 'memory'
  | 'busy'
  | 'no-command'
  | 'architecture'
  | 'working-directory'
  | 'mount'
  | 'security-profile'
  | 'user'
  | 'not-executable'
  | 'not-found'
  | 'other'

// The order is the point: mounts and profiles also end in "no such file or directory" and "permission denied".
const problems: readonly (readonly [StartProblem, RegExp])[] = [
  // runc `container init was OOM-killed (memory limit too low?)`; CRI-O "set memory limit N too low; should be at least".
  ['memory', /init was OOM-killed|possibly OOM-killed|set memory limit \d+ too low/i],
  // gRPC's deadline; containerd "failed to reserve container name … is reserved for", CRI-O "name is reserved".
  ['busy', /context deadline exceeded|is reserved for|name is reserved/i],
  // containerd, CRI-O and dockerd alike.
  ['no-command', /no command specified/i],
  // runc and crun, from execve's ENOEXEC.
  ['architecture', /exec format error/i],
  // runc 1.0+ `chdir to cwd ("/x") set in config.json failed`, "Cwd must be an absolute path"; where it makes the directory itself
  // "container init: mkdir /x: not a directory"; crun "chdir: …".
  ['working-directory', /chdir to cwd|Cwd must be an absolute path|container init: mkdir \S+: |\bchdir[ :]/i],
  // runc "error mounting "S" to rootfs at "D"", before 1.1 "mounting "S" to rootfs"; crun "mount `S` to `D`: Not a directory".
  ['mount', /error mounting |to rootfs at |creat\w+ mountpoint|vice-versa|\bmount [`"]?\S+ to [`"]?\S+: /i],
  // containerd "cannot load seccomp profile", "apparmor profile not found"; CRI-O "loading seccomp profile", "AppArmor profile … not loaded".
  ['security-profile', /seccomp profile|apparmor/i],
  // containerd "no users found", runc and CRI-O "unable to find user x: no matching entries in passwd file".
  [
    'user',
    /unable to find (?:user|group)|no users found|no groups found|no matching entries in (?:passwd|group) file/i,
  ],
  // runc `exec: "/x": permission denied` or "is a directory"; crun "open executable: Permission denied".
  [
    'not-executable',
    /exec:? "?[^"]*"?: (?:permission denied|is a directory)|(?:open executable|exec[^:]*): Permission denied/i,
  ],
  // runc "executable file not found in $PATH", "exec: "/x": stat /x: no such file or directory"; crun "executable file `x` not found".
  [
    'not-found',
    /executable file (?:`[^`]*` )?not found|exec: "[^"]*": stat [^:]*: no such file|open executable: No such file|exec [^:]*: no such file or directory/i,
  ],
]

/** Reads a runtime's words about a start that failed. */
function readStartProblem(message: string): StartProblem {
  return problems.find(([, says]) => says.test(message))?.[0] ?? 'other'
}

const refusals = new Set(['CreateContainerError', 'RunContainerError', 'StartError', 'ContainerCannotRun'])
// containerd's and dockershim's reason for a process that never ran.
const neverRan = new Set(['StartError', 'ContainerCannotRun'])

/**
 * The containers whose last attempt to start was refused by the runtime, in the pod's order. The waiting reason alternates
 * between `RunContainerError` and `CrashLoopBackOff`; in the back-off only the exit `StartError` still tells.
 */
export function startFailures(pod: PodReading): StartFailure[] {
  return pod.containers.flatMap((container) => {
    const { waiting, running } = container
    const end = newestEnd(container)
    if (running !== null || (hasEnded(pod) && container.terminated === null)) return []
    if (waiting !== null && refusals.has(waiting.reason)) {
      const message = waiting.message || (end !== null && neverRan.has(end.reason) ? end.message : '')
      const event = lastEvent(pod, 'Failed', { container, says: /^Error: / })
      const evidence: [Item, ...Item[]] = [waiting]
      if (end !== null && neverRan.has(end.reason)) evidence.push(end)
      if (event !== null && message !== '' && event.message.includes(message.trim())) evidence.push(event)
      return [failure(container, message, waiting.reason === 'CreateContainerError', evidence)]
    }
    if (end === null || !neverRan.has(end.reason)) return []
    const evidence: [Item, ...Item[]] = [end, end.messageItem]
    if (waiting !== null) evidence.push(waiting)
    return [failure(container, end.message, false, evidence)]
  })
}

function failure(
  container: Container,
  message: string,
  atCreation: boolean,
  evidence: readonly [Item, ...Item[]],
): StartFailure {
  return { container, message, problem: readStartProblem(message), atCreation, evidence }
}

/** The program that a runtime tried to start, from its own words, else from the pod's `command`; "" for the image's own. */
export function startedProgram({ message, container }: StartFailure): string {
  return (
    /\bexec: "([^"]+)"/.exec(message)?.[1] ??
    /executable file `([^`]+)`/.exec(message)?.[1] ??
    /\bexec (\/\S+): /.exec(message)?.[1] ??
    container.program
  )
}
