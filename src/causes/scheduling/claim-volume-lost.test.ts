import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { claimVolumeLost } from './claim-volume-lost.ts'

testCause(claimVolumeLost, {
  saysItFor: ['claim-lost-its-volume'],
  staysSilentFor: {
    'h09-pvc-no-storageclass': 'The claim never had a volume.',
    'claim-being-deleted': 'The claim goes, not its volume.',
  },
})

test.each([
  ['persistentvolumeclaim "data" bound to non-existent persistentvolume "pv-1"', ['data'], ['pv-1']],
  ['3 node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)', [], []],
])('recognises %s', async (words, claims, volumes) => {
  const { verdict } = await rewordedDiagnosis('h09-pvc-no-storageclass', [
    'pod has unbound immediate PersistentVolumeClaims',
    words,
  ])
  expect(verdict).toMatchObject({
    cause: 'claim-volume-lost',
    certainty: 'certain',
    facts: { claims, volumes },
  })
})
