// Volumes that a kubelet or the attach controller could not bring to a pod.

import type { Event } from '../pod/event.ts'
import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import type { Volume } from '../pod/volume.ts'
import { failuresSince, sandboxCondition, unresolvedFailures } from './before-containers.ts'
import { missingReferences } from './configuring.ts'

export interface MountFailure {
  /** The name in the pod's `spec.volumes`, else the one that the event names; "" where it names none. */
  readonly volume: string
  /** The volume as the pod asks for it, or null where the event's name is unknown to the pod. */
  readonly spec: Volume | null
  /** The step that failed, such as `MountVolume.SetUp`; "" where the event does not say. */
  readonly step: string
  /** What the event says after the volume's name: the reason in its own words. */
  readonly message: string
  readonly problem: MountProblem
  /** The names of all volumes that the summary of a sync waits for; empty for other events. */
  readonly waitedFor: readonly string[]
  /** Whether later attempts found this one still running, or it says so itself. */
  readonly stillRuns: boolean
  /** For how long it has been repeated, in milliseconds. */
  readonly lasted: number
  readonly event: Event
  readonly evidence: readonly [Item, ...Item[]]
}

/** What an event says about a volume, in one word. One text is never read as two problems. */
type MountProblem =
  | 'attached-elsewhere'
  | 'driver'
  | 'attach'
  | 'node-affinity'
  | 'reference'
  | 'cache-lag'
  | 'host-path'
  | 'local-path'
  | 'tool'
  | 'volume-mode'
  | 'share-denied'
  | 'share-missing'
  | 'share-unreachable'
  | 'secret-store'
  | 'file-system'
  | 'stale'
  | 'stage'
  | 'other'

const mountReasons = new Set(['FailedMount', 'FailedAttachVolume', 'FailedMapVolume'])
// A sandbox is made after the mounts, so that any word about it says that they succeeded.
const afterMounts = new Set([
  'FailedCreatePodSandBox',
  'SandboxChanged',
  'NetworkNotReady',
  'FailedCreatePodContainer',
])

// `operation_generator.go`: "MountVolume.SetUp failed for volume "v" : …"; `reconciler.go` of the attach controller: "Multi-Attach
// error for volume "v" …", from 1.36 on "Waiting for detach for volume "v" …" while the other node lets go of it.
const aboutVolume =
  /(?:\b(\w+\.\w+)(?: \w+)*? failed|Multi-Attach error|Waiting for detach) for volume "([^"]+)"\s*:?\s*([\s\S]*)$/
// `volume_manager.go`: "… unmounted volumes=[a b], unattached volumes=[], failed to process volumes=[b]: …"; up to 1.26 without
// "failed". To 1.16 "Unable to mount volumes for pod …: timeout expired waiting for volumes to attach or mount for pod …. list of
// unmounted volumes=[a]", and before 1.12 "attach/mount" and "unattached/unmounted".
const unmounted = /\b(?:unattached\/)?unmounted volumes=\[([^\]]*)\]([\s\S]*)$/
const unprocessed = /failed to process volumes=\[([^\]\s]+)/
const oldTimeout = /timeout expired waiting for volumes to attach ?(?:or|\/) ?mount/

// CSI drivers, and the kubelet, while an earlier call for the same volume still runs: ceph-csi and Azure "An operation with the given
// Volume ID … already exists", AWS "… is already in progress". It says nothing of why that call does not end.
const stillRuns =
  /an operation (?:with|for) (?:the )?given [Vv]olume\b[\s\S]*(?:already exists|in progress)|operation (?:is )?already in progress|rpc error: code = Aborted\b/i

/** The volumes that hold the pod back now, the one that failed last first; one entry per volume. */
export function mountFailures(pod: PodReading): MountFailure[] {
  const all = failuresSince(pod, mountReasons, afterMounts).filter((event) => !wasAttachedSince(pod, event))
  const recent = new Set(unresolvedFailures(pod, mountReasons, afterMounts))
  const summary = all.find((event) => recent.has(event) && unmounted.test(event.message))
  const waitedFor = summary === undefined ? [] : unmountedIn(summary)
  const byVolume = new Map<string, MountFailure[]>()
  for (const event of all) {
    const failure = readFailure(pod, event)
    // An error may be written once, and the summary again and again: it stands as long as its volume is waited for.
    if (!recent.has(event) && !isAmong(pod, waitedFor, failure)) continue
    byVolume.set(failure.volume, [...(byVolume.get(failure.volume) ?? []), failure])
  }
  const failures = [...byVolume.values()].flatMap((ofVolume) => {
    const telling = ofVolume.filter(({ step }) => step !== '')
    const first = telling.find((failure) => !failure.stillRuns) ?? telling[0] ?? ofVolume[0]
    return first === undefined ? [] : { ...first, stillRuns: telling[0]?.stillRuns === true }
  })
  // The summary of a sync names volumes without a reason of their own: it counts only where nothing else does.
  const specific = failures.filter(({ step }) => step !== '')
  return specific.length > 0 ? specific : failures.slice(0, 1)
}

/** Whether the attach controller wrote later that the volume of this failure was attached. */
function wasAttachedSince(pod: PodReading, { reason, message, lastAt }: Event): boolean {
  const volume = aboutVolume.exec(message)?.[2]
  if (reason !== 'FailedAttachVolume' || volume === undefined) return false
  return pod.events.some(
    (event) =>
      event.reason === 'SuccessfulAttachVolume' &&
      event.message.includes(`"${volume}"`) &&
      (event.lastAt ?? 0) > (lastAt ?? 0),
  )
}

function unmountedIn({ message }: Event): string[] {
  return (unmounted.exec(message)?.[1] ?? '').split(/\s+/).filter((name) => name !== '')
}

/** Whether the failed volume is one of these; one of a claim that was not read may be any of those that are claimed. */
function isAmong(pod: PodReading, names: readonly string[], { volume, spec, step }: MountFailure): boolean {
  if (step === '') return false
  if (spec !== null) return names.includes(volume)
  return pod.volumes.some(({ name, kind }) => names.includes(name) && isClaimed(kind))
}

function isClaimed(kind: string): boolean {
  return kind === 'persistentVolumeClaim' || kind === 'ephemeral'
}

function readFailure(pod: PodReading, event: Event): MountFailure {
  const [step, named, text] = readMessage(event)
  const spec = volumeNamed(pod, named)
  const sandbox = sandboxCondition(pod)
  return {
    volume: spec?.name ?? named,
    spec,
    step,
    message: text.trim(),
    problem: problemOf(event, step, text.trim()),
    waitedFor: unmountedIn(event),
    stillRuns: stillRuns.test(text),
    lasted: event.firstAt === null || event.lastAt === null ? 0 : event.lastAt - event.firstAt,
    event,
    evidence: sandbox === null ? [event] : [event, sandbox],
  }
}

function readMessage({ message, reason }: Event): [step: string, volume: string, text: string] {
  const match = aboutVolume.exec(message)
  if (match !== null) return [match[1] ?? 'AttachVolume.Attach', match[2] ?? '', match[3] ?? '']
  const summary = unmounted.exec(message)
  const volume = unprocessed.exec(message)?.[1] ?? summary?.[1]?.split(' ')[0] ?? ''
  const text = /:\s*([\s\S]+)$/.exec(summary?.[2] ?? '')?.[1] ?? oldTimeout.exec(message)?.[0] ?? message
  return [reason === 'FailedMount' ? '' : reason, volume, text]
}

/**
 * The pod's volume of that name. Events call a volume from a claim by the name of its persistent volume; where the claims
 * were not read, the only claim of the pod must be the one that is meant.
 */
function volumeNamed(pod: PodReading, name: string): Volume | null {
  const own = pod.volumes.find((volume) => volume.name === name)
  if (own !== undefined || name === '') return own ?? null
  const claimed = pod.volumes.filter(({ kind }) => isClaimed(kind))
  const claim = pod.claims.find(({ volumeName }) => volumeName === name)
  if (claim !== undefined) return claimed.find(({ refersTo }) => refersTo === claim.name) ?? null
  return claimed.length === 1 ? (claimed[0] ?? null) : null
}

const problems: readonly (readonly [MountProblem, RegExp])[] = [
  // kubelet `csi_plugin.go` at mount time; external-attacher and the attach controller, which ask the CSINode object; an inline volume
  // (1.16 on, `supportsVolumeLifecycleMode`) needs a CSIDriver object as well.
  [
    'driver',
    /not found in the list of registered CSI drivers|CSINode \S+ does not contain driver|\(no CSIDriver object\)/,
  ],
  // `watch_based_manager.go`, `configmap.go`, `secret.go`: the kubelet's own cache lags behind; the next try usually succeeds.
  [
    'cache-lag',
    /object "[^"]*"\/"[^"]*" not registered|failed to sync (?:configmap|secret) cache: timed out/,
  ],
  // `host_path.go`: "hostPath type check failed: P is not a directory".
  ['host-path', /hostPath type check failed/],
  // `local.go`: `path "P" does not exist`.
  ['local-path', /^path "[^"]+" does not exist/],
  // `volume_manager.go` and `reconciler.go`, 1.20 on: "volume v has volumeMode Block, but is specified in volumeMounts".
  ['volume-mode', /has volumeMode \S+, but is specified in/],
  // secrets-store-csi-driver `nodeserver.go`: "failed to mount secrets store objects for pod …", "failed to get secretproviderclass …",
  // "error connecting to provider "p": provider not found".
  ['secret-store', /secrets? store objects|secretproviderclass|error connecting to provider "/i],
  // nfs-utils `mount.nfs`: "access denied by server while mounting s:/p", "Permission denied"; cifs-utils `mount error(13)`.
  [
    'share-denied',
    /mount\.nfs4?: (?:access denied by server|.*(?:Permission denied|Operation not permitted))|access denied by server while mounting|mount error(?:\(| )(?:1|13)\b/,
  ],
  // nfs-utils "mounting s:/p failed, reason given by server: No such file or directory"; cifs-utils `mount error(2)`.
  ['share-missing', /reason given by server: No such file|mount error\(2\)/],
  // nfs-utils with the words of strerror(3) or "Failed to resolve server"; cifs-utils `mount error(113): could not connect to`.
  [
    'share-unreachable',
    /mount\.nfs4?: .*(?:timed out|Connection refused|Connection reset|No route to host|Host is (?:down|unreachable)|Network is unreachable|Failed to resolve|Name or service not known)|Failed to resolve "\S+"|mount error(?:\(| )1(?:01|04|10|11|12|13|15)\b|mount error: could not resolve/,
  ],
  // e2fsprogs and xfsprogs behind `mount_linux.go`; the kernel's EUCLEAN.
  [
    'file-system',
    /'fsck' found errors|RUN fsck MANUALLY|[Ss]tructure needs cleaning|can't read superblock|contains a file system with errors/,
  ],
  // ENOTCONN of a FUSE mount whose server is gone, ESTALE of a network file system.
  ['stale', /transport endpoint is not connected|stale (?:NFS )?file handle/i],
  // util-linux mount in the kubelet's "Output:", without the helper program of a file system or the kernel's module.
  [
    'tool',
    /need a \/sbin\/mount\.\S+ helper program|-t (?:nfs4?|cifs|smb3)\b[\s\S]*missing codepage or helper program|unknown filesystem type|executable file not found in \$PATH/,
  ],
]

// Steps of `operation_generator.go` in which the device is prepared for the node, before it is given to the pod.
const staging = new Set([
  'MountVolume.MountDevice',
  'MountVolume.WaitForAttach',
  'MapVolume.WaitForAttach',
  'MapVolume.SetUpDevice',
])

function problemOf({ reason, message }: Event, step: string, text: string): MountProblem {
  // `reconciler.go` of the attach controller.
  if (/(?:Multi-Attach error|Waiting for detach) for volume/.test(message)) return 'attached-elsewhere'
  const named = problems.find(([, says]) => says.test(text))?.[0]
  if (named !== undefined) return named
  if (reason === 'FailedAttachVolume') return 'attach'
  if (step === 'MountVolume.NodeAffinity') return 'node-affinity'
  if (missingReferences(text).length > 0) return 'reference'
  return staging.has(step) ? 'stage' : 'other'
}

// "-t nfs -o vers=4.1 server:/path /var/lib/kubelet/…", "-t cifs //server/share /var/…": what the kubelet or a driver gave to mount.
const mounted = /[\s[]-t \S+(?:\s[^\n]*?)?\s(\/\/[^\s/]+\/\S*|(?!https?:)[^\s=/]+:\/\S*)/i
const denied = /while mounting (\S+?)['"]?(?:\s|$)/

/** The share that a network file system was to be mounted from, such as `server:/path` or `//server/share`; "" where it is not known. */
export function shareOf({ message, spec }: MountFailure): string {
  return (
    mounted.exec(message)?.[1] ?? (spec?.kind === 'nfs' ? spec.refersTo : (denied.exec(message)?.[1] ?? ''))
  )
}

/** What serves a share: mount.ceph writes `mount error 13 = …`, mount.cifs `mount error(13)`. */
export function shareKind(message: string, share: string): 'smb' | 'ceph' | 'efs' | 'nfs' {
  if (share.startsWith('//') || /-t (?:cifs|smb3)\b|mount error\(/.test(message)) return 'smb'
  if (/-t ceph\b|mount error \d+ =/.test(message)) return 'ceph'
  // efs-utils mounts through a tunnel on the node itself; what the file system is called, only the arguments say.
  return /-t efs\b|\.efs\./.test(message) || /^fs-[0-9a-f]+$/.test(serverOf(share)) ? 'efs' : 'nfs'
}

/** The host of a share. */
export function serverOf(share: string): string {
  return /^\/\/([^/]+)/.exec(share)?.[1] ?? share.replace(/:\/.*$/s, '')
}

// systemd-run announces where it runs the mount program.
const output = /\bOutput: ?(?:Running (?:scope )?as unit:? \S+\s*)?(\S[\s\S]*)$/

/** The line of a mount program that says what went wrong: the last one that begins with its name, else all of its output. */
export function mountSays(message: string): string {
  const said = message.match(/\bmount(?:\.\w+)?(?: error\(\d+\))?: [^\n]+?(?='(?:\s|$)|\n|$)/g)?.at(-1)
  return (
    said ??
    /mount error \d+ = [^\n]+/.exec(message)?.[0] ??
    output.exec(message)?.[1] ??
    message
  ).trim()
}

/** Whether a driver or a mount program did not come to an end in time, in the words of gRPC and Go. */
export function isTimeout(message: string): boolean {
  return /DeadlineExceeded|context deadline exceeded/.test(message)
}

// "-t glusterfs", "kubernetes.io~glusterfs" within a path; of a FlexVolume "…/volume/exec/VENDOR~DRIVER/DRIVER".
const fileSystems = [
  /[\s[]-t (\w[\w.-]*)/,
  /\/volume\/exec\/([^/\s]+~[^/\s]+)\//,
  /\bkubernetes\.io~(?!(?:csi|configmap|secret|projected|downward-api|empty-dir|local-volume)\b)([\w-]+)/,
  /\bmount\.(glusterfs|ceph|cifs|nfs4?|lustre|efs|beegfs|s3fs|davfs)\b/,
]

/** The type of the file system, or the FlexVolume driver, that was to be mounted; "" where the failure names none. */
export function fileSystemOf(message: string): string {
  return fileSystems.map((named) => named.exec(message)?.[1]).find((name) => name !== undefined) ?? ''
}

/** The log file that the mount program was told to write, on the node; "" where there is none. */
export function mountLogOf(message: string): string {
  return /\blog-file=([^\s,]+)/.exec(message)?.[1] ?? ''
}

/** What a volume is, for a sentence: "ConfigMap `nginx-conf`", "claim `data`", "host path `/srv`"; "" where it names no object. */
export function volumeSource(volume: Volume | null): string {
  if (volume === null || volume.refersTo === '') return ''
  const kinds: { readonly [kind: string]: string } = {
    configMap: 'ConfigMap',
    secret: 'Secret',
    persistentVolumeClaim: 'claim',
    ephemeral: 'claim',
    hostPath: 'host path',
    csi: 'CSI driver',
    nfs: 'NFS export',
    image: 'image',
  }
  return `${kinds[volume.kind] ?? volume.kind} \`${volume.refersTo}\``
}
