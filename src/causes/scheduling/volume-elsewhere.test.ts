import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeElsewhere } from './volume-elsewhere.ts'

testCause(volumeElsewhere, {
  saysItFor: ['volume-on-another-node', 'volume-on-another-node-1-30'],
  staysSilentFor: {
    'h09-pvc-no-storageclass': 'There is no volume yet, anywhere.',
    'h03-nodeselector': "The pod's own selector is at fault, not its volume.",
  },
})

test.each([
  "node(s) didn't match PersistentVolume's node affinity",
  'node(s) had volume node affinity conflict',
  'node(s) had no available volume zone',
])('recognises %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('h09-pvc-no-storageclass', [
    'pod has unbound immediate PersistentVolumeClaims',
    `1 ${words}, 2 node(s) had untolerated taint(s)`,
  ])
  expect(verdict).toMatchObject({
    cause: 'volume-elsewhere',
    certainty: 'certain',
    facts: { claims: ['data'] },
  })
})
