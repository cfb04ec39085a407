// Volumes that a kubelet or the attach controller could not bring to a pod.

import type { Event } from '../pod/event.ts'
import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import type { Volume } from '../pod/volume.ts'
import { sandboxCondition, unresolvedFailures } from './before-containers.ts'
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

// `operation_generator.go`: "MountVolume.SetUp failed for volume "v" : …", "Multi-Attach error for volume "v" …".
const aboutVolume =
  /(?:\b(\w+\.\w+)(?: \w+)*? failed|Multi-Attach error) for volume "([^"]+)"\s*:?\s*([\s\S]*)$/
// `volume_manager.go`: "… unmounted volumes=[a b], unattached volumes=[], failed to process volumes=[b]: …"; up to 1.26 without "failed".
const unmounted = /unmounted volumes=\[([^\]]*)\][^:]*:\s*([\s\S]*)$/
const unprocessed = /failed to process volumes=\[([^\]\s]+)/

/** The volumes that hold the pod back now, the one that failed last first; one entry per volume. */
export function mountFailures(pod: PodReading): MountFailure[] {
  const byVolume = new Map<string, MountFailure>()
  for (const event of unresolvedFailures(pod, mountReasons, afterMounts)) {
    const failure = readFailure(pod, event)
    if (!byVolume.has(failure.volume)) byVolume.set(failure.volume, failure)
  }
  const failures = [...byVolume.values()]
  // The summary of a sync names volumes without a reason of their own: it counts only where nothing else does.
  const specific = failures.filter(({ step }) => step !== '')
  return specific.length > 0 ? specific : failures.slice(0, 1)
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
  return [reason === 'FailedMount' ? '' : reason, volume, summary?.[2] ?? message]
}

/**
 * The pod's volume of that name. Events call a volume from a claim by the name of its persistent volume; where the claims
 * were not read, the only claim of the pod must be the one that is meant.
 */
function volumeNamed(pod: PodReading, name: string): Volume | null {
  const own = pod.volumes.find((volume) => volume.name === name)
  if (own !== undefined || name === '') return own ?? null
  const claimed = pod.volumes.filter(({ kind }) => kind === 'persistentVolumeClaim' || kind === 'ephemeral')
  const claim = pod.claims.find(({ volumeName }) => volumeName === name)
  if (claim !== undefined) return claimed.find(({ refersTo }) => refersTo === claim.name) ?? null
  return claimed.length === 1 ? (claimed[0] ?? null) : null
}

const problems: readonly (readonly [MountProblem, RegExp])[] = [
  // kubelet `csi_plugin.go` at mount time; external-attacher and the attach controller, which ask the CSINode object.
  ['driver', /not found in the list of registered CSI drivers|CSINode \S+ does not contain driver/],
  // `watch_based_manager.go`, `configmap.go`, `secret.go`: the kubelet's own cache lags behind; the next try usually succeeds.
  [
    'cache-lag',
    /object "[^"]*"\/"[^"]*" not registered|failed to sync (?:configmap|secret) cache: timed out/,
  ],
  // `host_path.go`: "hostPath type check failed: P is not a directory".
  ['host-path', /hostPath type check failed/],
  // `local.go`: `path "P" does not exist`.
  ['local-path', /^path "[^"]+" does not exist/],
  // util-linux mount in the kubelet's "Output:", without the helper program of a file system or the kernel's module.
  [
    'tool',
    /need a \/sbin\/mount\.\S+ helper program|unknown filesystem type|executable file not found in \$PATH/,
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
  if (/Multi-Attach error for volume/.test(message)) return 'attached-elsewhere'
  const named = problems.find(([, says]) => says.test(text))?.[0]
  if (named !== undefined) return named
  if (reason === 'FailedAttachVolume') return 'attach'
  if (step === 'MountVolume.NodeAffinity') return 'node-affinity'
  if (missingReferences(text).length > 0) return 'reference'
  return staging.has(step) ? 'stage' : 'other'
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
