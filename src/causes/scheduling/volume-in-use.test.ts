import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeInUse } from './volume-in-use.ts'

testCause(volumeInUse, {
  saysItFor: ['read-write-once-pod-in-use', 'read-write-once-pod-in-use-1-30'],
  staysSilentFor: {
    'volume-attached-elsewhere': 'The scheduler did not object; the attach fails later.',
    'h08-pvc-missing': 'There is no claim that anybody could use.',
  },
})

test.each([
  'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
  'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode',
  'node(s) had no available disk',
])('recognises %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('h09-pvc-no-storageclass', [
    'pod has unbound immediate PersistentVolumeClaims',
    `1 ${words}, 2 node(s) had untolerated taint(s)`,
  ])
  expect(verdict).toMatchObject({ cause: 'volume-in-use', facts: { claims: ['data'] } })
})
