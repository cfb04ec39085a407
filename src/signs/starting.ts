// Containers that a runtime could not create or start, unlike those that ran and ended.
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
  | 'gpu-version'
  | 'gpu'
  | 'apparmor-parser'
  | 'image-store'
  | 'name-taken'
  | 'source-missing'
  | 'cgroup'
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
  // NVML, through libnvidia-container's command line, and as newer toolkits report it.
  ['gpu-version', /driver\/library version mismatch/i],
  // nvidia-container-toolkit as hook, as runtime and by CDI; dockerd for `--gpus`.
  [
    'gpu',
    /nvidia-container-(?:cli|runtime|toolkit)|libnvidia|\bnvml\b|could not select device driver|unresolvable CDI devices|CDI device injection failed/i,
  ],
  // containerd ("get apparmor_parser version") and dockerd ("could not be loaded: running …") load their default profile with it.
  ['apparmor-parser', /apparmor_parser/i],
  // containers/image and containers/storage under CRI-O, containerd's unpacker.
  [
    'image-store',
    /does not match provided manifest digest|content digest \S+: not found|failed to (?:unpack image|get reader from content store)|layer not known|locating item named|parent snapshot .*does not exist|failed to stat parent|missing parent "[^"]*" bucket/i,
  ],
  // dockerd and Podman: "The container name "/k8s_…" is already in use by container "ID"".
  ['name-taken', /container name "[^"]*" is already in use|Conflict\. The name "[^"]*" is already in use/i],
  // containerd "failed to stat "/x": stat /x: no such file", "failed to mkdir "/x""; dockerd "bind source path does not exist",
  // "error while creating mount source path"; runc "error mounting "/x" to rootfs at "/y": stat /x: no such file"; crun "cannot stat `/x`".
  [
    'source-missing',
    /failed to (?:stat|mkdir|resolve symlink) "[^"]+": |bind source path does not exist|creating mount source path|mounting "([^"]+)" to rootfs at "[^"]+": (?:stat|lstat) \1: no such file|cannot stat [`'"][^`'"]+[`'"]: No such file/i,
  ],
  // runc `container init was OOM-killed (memory limit too low?)`; CRI-O "set memory limit N too low; should be at least";
  // dockerd "Minimum memory limit allowed is 6MB".
  [
    'memory',
    /init was OOM-killed|possibly OOM-killed|set memory limit \d+ too low|Minimum memory limit allowed/i,
  ],
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
  [
    'mount',
    /error mounting |to rootfs (?:"[^"]*" )?at |creat\w+ mountpoint|vice-versa|\bmount [`"]?\S+ to [`"]?\S+: /i,
  ],
  // runc up to 1.0 "setting cgroup config for procHooks process caused", "failed to write N to cpu.cfs_quota_us"; from 1.0 on "failed to
  // write "N": write /sys/fs/cgroup/…/cpu.max: invalid argument"; crun "writing file `cpu.max`: Invalid argument".
  [
    'cgroup',
    /(?:setting|apply(?:ing)?|set) cgroup config|failed to write .*\/sys\/fs\/cgroup\/|(?:write|writ(?:ing|e) (?:to |file )?)[`'"]?(?:\/sys\/fs\/cgroup\/\S*|(?:cpu|memory|pids|cpuset|io|blkio|devices|freezer|hugetlb|rdma|misc|cgroup)\.[\w.]+)[`'"]?: |mkdir \/sys\/fs\/cgroup\/\S+: |cannot (?:set up|enter) cgroup/i,
  ],
  // containerd "cannot load seccomp profile", "apparmor profile not found"; CRI-O "loading seccomp profile", "AppArmor profile … not loaded".
  ['security-profile', /seccomp profile|apparmor/i],
  // containerd "no users found", runc and CRI-O "unable to find user x: no matching entries in passwd file".
  [
    'user',
    /unable to find (?:user|group)|no users found|no groups found|no matching entries in (?:passwd|group) file/i,
  ],
  // runc `exec: "/x": permission denied`, `exec: "./x": stat ./x: permission denied` or "is a directory"; crun "open executable: Permission denied".
  [
    'not-executable',
    /exec:? "?[^"]*"?: (?:stat [^:]+: )?(?:permission denied|is a directory)|(?:open executable|exec[^:]*): Permission denied/i,
  ],
  // runc "executable file not found in $PATH", "exec: "/x": stat /x: no such file or directory"; crun "executable file `x` not found";
  // hcsshim on Windows, in the words of the system, behind the name of the container.
  [
    'not-found',
    /executable file (?:`[^`]*` )?not found|exec: "[^"]*": stat [^:]*: no such file|open executable: No such file|exec [^:]*: no such file or directory|(?:CreateProcess|Windows system call)[\s\S]*system cannot find the (?:file|path) specified/i,
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
    const event = lastEvent(pod, 'Failed', { container, says: /^Error: (?!ErrImage|ImagePull|.*BackOff)/ })
    if (waiting !== null && refusals.has(waiting.reason)) {
      const stated = waiting.message || (end !== null && neverRan.has(end.reason) ? end.message : '')
      const evidence: [Item, ...Item[]] = [waiting]
      if (end !== null && neverRan.has(end.reason)) evidence.push(end)
      // The event often says more than the status, such as what a repeated try runs into.
      const words = event?.message.replace(/^Error: /, '') ?? ''
      const sameWords = words.includes(stated.trim())
      if (event !== null && sameWords) evidence.push(event)
      const message = sameWords && words.length > stated.trim().length ? words : stated
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
