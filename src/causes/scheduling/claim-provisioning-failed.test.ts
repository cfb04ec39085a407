import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { claimProvisioningFailed } from './claim-provisioning-failed.ts'

testCause(claimProvisioningFailed, {
  saysItFor: [],
  staysSilentFor: {
    'h09-pvc-no-storageclass': 'The class does not exist, so that no provisioner was asked.',
    'provisioner-silent': 'The provisioner has not answered at all.',
    'no-volume-to-bind': 'Nobody provisions for this class.',
  },
})

/** A recorded pod whose claim waits, where a provisioner says this of the claim instead. */
async function provisionerSays(says: string, ...later: string[]) {
  const [snapshot] = await rewordedSnapshots('h09-pvc-no-storageclass', [
    'storageclass.storage.k8s.io "fast-ssd" not found',
    `failed to provision volume with StorageClass "fast-ssd": ${says}`,
  ])
  const [first] = snapshot!.claimEvents
  const more = later.map((message, index) => ({
    ...first!,
    metadata: { ...first!.metadata, name: `later-${index}` },
    message: `failed to provision volume with StorageClass "fast-ssd": ${message}`,
    lastTimestamp: '2099-01-01T00:00:00Z',
  }))
  return diagnose(readPod({ ...snapshot!, claimEvents: [...snapshot!.claimEvents, ...more] })).verdict
}

test.each([
  [
    'not-allowed',
    "rpc error: code = PermissionDenied desc = CreateVolume failed: googleapi: Error 403: Required 'compute.disks.create' permission for 'projects/p/zones/z/disks/d'",
    'credentials',
  ],
  [
    'no-space',
    'rpc error: code = ResourceExhausted desc = pool "nvme" has not enough free space for 40Gi',
    'smaller volume',
  ],
  [
    'quota',
    'rpc error: code = Internal desc = failed to create disk: QuotaExceeded: disks of type premium',
    'Raise the quota',
  ],
  ['topology', 'error generating accessibility requirements: no available topology found', 'zones'],
  [
    'other',
    'rpc error: code = InvalidArgument desc = Invalid parameter key fsname',
    'parameters of the storage class',
  ],
])('reads %s from the words of the driver', async (trouble, says, step) => {
  const verdict = await provisionerSays(says)
  expect(verdict).toMatchObject({
    cause: 'claim-provisioning-failed',
    certainty: 'certain',
    facts: { claim: 'data', storageClass: 'fast-ssd', trouble },
  })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(step) })
})

test('goes by the first error, where later attempts find it still running', async () => {
  const verdict = await provisionerSays(
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    'rpc error: code = Aborted desc = an operation with the given Volume ID pvc-1 already exists',
  )
  expect(verdict).toMatchObject({ facts: { trouble: 'timed-out' } })
})
