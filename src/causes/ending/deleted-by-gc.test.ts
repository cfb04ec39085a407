import { expect, test } from 'vitest'
import { alteredDiagnosis, withCondition } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { deletedByGc } from './deleted-by-gc.ts'

testCause(deletedByGc, {
  saysItFor: [],
  staysSilentFor: {
    'node-lost': 'The node does not answer, and nobody has collected its pod yet.',
    'k01-finalizer': 'Somebody deleted the pod, not the garbage collector.',
  },
})

test('goes by the condition, and leads over what it left behind', async () => {
  const { verdict, findings } = await alteredDiagnosis('k02-ignores-sigterm', [
    withCondition('DisruptionTarget', 'True', 'DeletionByPodGC', 'PodGC: node no longer exists'),
  ])
  expect(verdict).toMatchObject({ cause: 'deleted-by-gc', certainty: 'certain', container: null })
  expect(findings.map(({ cause }) => cause)).not.toContain('sigterm-ignored')
})
