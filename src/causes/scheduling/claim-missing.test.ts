import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { claimMissing } from './claim-missing.ts'

testCause(claimMissing, {
  saysItFor: ['h08-pvc-missing'],
  staysSilentFor: {
    'h09-pvc-no-storageclass': 'The claim exists, without a volume.',
    'claim-being-deleted': 'The claim still exists.',
    'c05-configmap-volume-missing': 'What the volume names is a ConfigMap, and the pod has a node.',
  },
})

test('names the claim and the volume', async () => {
  const [match] = await matchesIn(claimMissing, 'h08-pvc-missing')
  expect(match).toMatchObject({ certainty: 'certain', facts: { claims: ['data-db-0'], volumes: ['d'] } })
})

test('reads the older wording, which counts nodes', async () => {
  const { verdict } = await rewordedDiagnosis('h08-pvc-missing', [
    /0\/3 nodes are available.*/,
    '0/3 nodes are available: 3 persistentvolumeclaim "data-db-0" not found.',
  ])
  expect(verdict).toMatchObject({ cause: 'claim-missing', facts: { claims: ['data-db-0'] } })
})

test('knows the words of 1.7 and before', async () => {
  const { verdict } = await rewordedDiagnosis('h08-pvc-missing', [
    /0\/3 nodes are available.*/,
    'SchedulerPredicates failed due to PersistentVolumeClaim not found: "media", which is unexpected.',
  ])
  expect(verdict).toMatchObject({ cause: 'claim-missing', facts: { claims: ['media'] } })
})
