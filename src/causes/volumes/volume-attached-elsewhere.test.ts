import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeAttachedElsewhere } from './volume-attached-elsewhere.ts'

testCause(volumeAttachedElsewhere, {
  saysItFor: [
    'volume-attached-elsewhere',
    'volume-attached-elsewhere-1-30',
    'volume-attached-elsewhere-1-36',
  ],
  staysSilentFor: {
    'read-write-once-pod-in-use': 'The scheduler holds the pod back, so that nothing is attached.',
    'attach-refused': 'No other node has the volume.',
  },
})

test('names the pod that has it', async () => {
  const { verdict } = await rewordedDiagnosis(
    'i01-csi-driver-missing',
    [
      /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
      'Multi-Attach error for volume "pv-i01" Volume is already used by pod(s) db-0, db-1 and 2 pod(s) in different namespaces',
    ],
    [/^FailedMount$/, 'FailedAttachVolume'],
  )
  expect(verdict).toMatchObject({
    cause: 'volume-attached-elsewhere',
    container: null,
    certainty: 'certain',
    facts: { users: ['db-0', 'db-1'], source: 'claim `data`' },
  })
})

test('knows a lost node', async () => {
  const { verdict } = await rewordedDiagnosis(
    'i01-csi-driver-missing',
    [
      /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
      'Multi-Attach error for volume "pv-i01" Volume is already exclusively attached to one node and can\'t be attached to another',
    ],
    [/^FailedMount$/, 'FailedAttachVolume'],
  )
  expect(verdict).toMatchObject({
    cause: 'volume-attached-elsewhere',
    container: null,
    certainty: 'certain',
    facts: { users: [] },
  })
})
