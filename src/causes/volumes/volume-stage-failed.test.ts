import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { volumeStageFailed } from './volume-stage-failed.ts'

testCause(volumeStageFailed, {
  saysItFor: [],
  staysSilentFor: {
    'attach-refused': 'The device does not reach the node.',
    'i01-csi-driver-missing': 'No driver is there to prepare it.',
  },
})

test('quotes the driver', async () => {
  const { verdict } = await rewordedDiagnosis('i01-csi-driver-missing', [
    /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
    'MountVolume.MountDevice failed for volume "pv-i01" : rpc error: code = Internal desc = could not format device',
  ])
  expect(verdict).toMatchObject({
    cause: 'volume-stage-failed',
    container: null,
    certainty: 'certain',
    facts: { code: 'Internal', message: 'could not format device' },
  })
})

test.each([
  'rpc error: code = Aborted desc = an operation with the given Volume ID 0001-0024 already exists',
  'rpc error: code = Aborted desc = An operation with the given volume="vol-1" is already in progress',
])('goes by the first error, where later attempts find it still running: %s', async (later) => {
  const [snapshot] = await rewordedSnapshots('i01-csi-driver-missing', [
    /kubernetes.io\/csi: attacher.MountDevice failed to create newCsiDriverClient: .*/,
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ])
  const first = snapshot!.events.find(({ reason }) => reason === 'FailedMount')!
  const second = {
    ...first,
    metadata: { ...first.metadata, name: 'later' },
    message: first.message!.replace(/rpc error[\s\S]*/, later),
    lastTimestamp: '2099-01-01T00:00:00Z',
  }
  const timeless = snapshot!.events.map((event) =>
    event === first ? { ...first, lastTimestamp: '2098-12-31T23:59:30Z' } : event,
  )
  const { verdict } = diagnose(readPod({ ...snapshot!, events: [...timeless, second] }))
  expect(verdict).toMatchObject({ cause: 'volume-stage-failed', facts: { timedOut: true, stillRuns: true } })
  expect(verdict?.what).toContain('in time')
})

test.each([
  [
    'on-other-node',
    'rpc error: code = Internal desc = Volume pvc-1 still mounted on node x1002',
    'on the other node',
  ],
  [
    'target-unreachable',
    'failed to get any path for iscsi disk, last err seen:\niscsi: failed to sendtargets to portal 10.0.0.4:3260 output: iscsiadm: cannot make connection to 10.0.0.4: No route to host',
    '3260',
  ],
  [
    'busy',
    'rpc error: code = Internal desc = mount failed: exit status 32\nOutput: mount: /var/lib/x: /dev/longhorn/pvc-1 already mounted or mount point busy.',
    'multipathd',
  ],
  [
    'no-device',
    'rpc error: code = Internal desc = Unable to find device path out of attempted paths: [/dev/disk/by-id/v-1]',
    'lsblk',
  ],
  [
    'other-file-system',
    'failed to mount the volume as "ext4", it already contains xfs. Mount error: mount failed: exit status 32',
    'blkid',
  ],
  [
    'storage-not-ready',
    'rpc error: code = Internal desc = Volume pvc-1 is not ready: Replicas yet to connect to controller',
    'replicas or targets',
  ],
])('knows what a device lacks: %s', async (trouble, says, step) => {
  const { verdict } = await rewordedDiagnosis('i01-csi-driver-missing', [
    /kubernetes.io\/csi: attacher.MountDevice failed to create newCsiDriverClient: .*/,
    says,
  ])
  expect(verdict).toMatchObject({ cause: 'volume-stage-failed', facts: { trouble } })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(step) })
})
