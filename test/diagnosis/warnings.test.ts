// No warning about a pod is passed over in silence, whatever its reason and its words, and whatever the pod is at.
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { plain } from '../../src/render/colour.ts'
import { renderText } from '../../src/render/diagnosis/text.ts'
import { snapshotsOf } from '../pods.ts'

// Reasons of kubelets, schedulers, controllers, volume and network components, and one that nobody writes.
const reasons = [
  'AttachVolumeFailed',
  'BackOff',
  'BackoffLimitExceeded',
  'CNIError',
  'CheckpointRestoreFailed',
  'ContainerGCFailed',
  'DNSConfigForming',
  'DNSSearchForming',
  'DeadlineExceeded',
  'DetachVolumeFailed',
  'ErrImageNeverPull',
  'Evicted',
  'EvictionThresholdMet',
  'ExceededGracePeriod',
  'FailedAttachVolume',
  'FailedBinding',
  'FailedCreatePodContainer',
  'FailedCreatePodSandBox',
  'FailedDaemonPod',
  'FailedKillPod',
  'FailedMapVolume',
  'FailedMount',
  'FailedPostStartHook',
  'FailedPreStopHook',
  'FailedPrepareDynamicResources',
  'FailedScheduling',
  'FailedSync',
  'FailedToRetrieveImagePullSecret',
  'FailedToUpdateEndpoint',
  'FailedUnmountDevice',
  'FailedValidation',
  'FileSystemResizeFailed',
  'FreeDiskSpaceFailed',
  'HostPortConflict',
  'ImageGCFailed',
  'InspectFailed',
  'InvalidDiskCapacity',
  'InvalidEnvironmentVariableNames',
  'KubeletSetupFailed',
  'MissingClusterDNS',
  'NetworkFailed',
  'NetworkNotReady',
  'NodeNotReady',
  'OOMKilling',
  'PodResizeError',
  'PolicyViolation',
  'ProbeWarning',
  'ProviderFailed',
  'ResizeInfeasible',
  'SystemOOM',
  'TaintManagerEviction',
  'TopologyAffinityError',
  'TooManyLogs',
  'Unhealthy',
  'UnsupportedMountOption',
  'VolumeConditionAbnormal',
  'VolumeResizeFailed',
]
const words = 'the quux of frob 7 is out of tune'

/** The snapshot with one more warning about its pod, seen half a minute before it was taken. */
function warned(snapshot: PodSnapshot, reason: string): PodSnapshot {
  const { name, namespace, uid } = (snapshot.pod as { metadata: Record<string, string> }).metadata
  const at = new Date(Date.parse(snapshot.takenAt) - 30_000).toISOString()
  const event = {
    kind: 'Event',
    metadata: { name: 'added', namespace },
    involvedObject: { kind: 'Pod', name, namespace, uid },
    type: 'Warning',
    reason,
    message: words,
    firstTimestamp: at,
    lastTimestamp: at,
    count: 3,
  }
  return { ...snapshot, events: [...snapshot.events, event as never] }
}

describe.each([
  ['a pod without a node', 'h01-insufficient-cpu'],
  ['a pod whose containers are being created', 'c05-configmap-volume-missing'],
  ['a pod that runs and is ready', 'a05-healthy-deploy'],
  ['a pod that runs and is not ready', 'f05-readiness-404'],
])('on %s', (_, situation) => {
  test.each(reasons)('%s is told', async (reason) => {
    const [snapshot] = await snapshotsOf(situation)
    const diagnosis = diagnose(readPod(warned(snapshot!, reason)))
    const shown = renderText(diagnosis, { width: 200, palette: plain })
    expect(shown).toContain(words)
    expect(shown).not.toContain('no failure so far')
  })
})

test('a healthy pod stays healthy under a warning', async () => {
  const [snapshot] = await snapshotsOf('a05-healthy-deploy')
  const diagnosis = diagnose(readPod(warned(snapshot!, 'FailedSync')))
  expect(diagnosis).toMatchObject({ outcome: 'healthy', verdict: null, warnings: [{ reason: 'FailedSync' }] })
})

test('a flood of warnings is told in a few lines', async () => {
  const [snapshot] = await snapshotsOf('a05-healthy-deploy')
  const flooded = reasons.reduce(warned, snapshot!)
  const shown = renderText(diagnose(readPod(flooded)), { width: 80, palette: plain })
  expect(shown.split('\n').length).toBeLessThan(20)
  expect(shown).toMatch(/and \d+ more of other kinds/)
})

test('what a finding uses is not told again', async () => {
  const [snapshot] = await snapshotsOf('h01-insufficient-cpu')
  expect(diagnose(readPod(snapshot!)).warnings).toEqual([])
})
