import { expect, test } from 'vitest'
import { alteredDiagnosis, withCondition } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { deletedByGc } from './deleted-by-gc.ts'

testCause(deletedByGc, {
  saysItFor: [],
  staysSilentFor: [
    'a01-loap-running',
    'a03-loap-terminating',
    'a05-healthy-deploy',
    'a06-job-completed',
    'e02-oomkilled',
    'e13-never-failed',
    'f01-liveness-exec',
    'j01-evicted-emptydir',
    'j05-deadline-exceeded',
    'k01-finalizer',
    'k02-ignores-sigterm',
  ],
})

test('goes by the condition, and leads over what it left behind', async () => {
  const { verdict, findings } = await alteredDiagnosis('k02-ignores-sigterm', [
    withCondition('DisruptionTarget', 'True', 'DeletionByPodGC', 'PodGC: node no longer exists'),
  ])
  expect(verdict).toMatchObject({ cause: 'deleted-by-gc', certainty: 'certain', container: null })
  expect(findings.map(({ cause }) => cause)).not.toContain('sigterm-ignored')
})
