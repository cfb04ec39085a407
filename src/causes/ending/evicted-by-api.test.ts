import { expect, test } from 'vitest'
import { altered, alteredDiagnosis, withCondition } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { evictedByApi } from './evicted-by-api.ts'

testCause(evictedByApi, {
  saysItFor: [],
  staysSilentFor: [
    'a01-loap-running',
    'a03-loap-terminating',
    'a05-healthy-deploy',
    'a06-job-completed',
    'held-by-two-finalizers',
    'e02-oomkilled',
    'e13-never-failed',
    'f01-liveness-exec',
    'j01-evicted-emptydir',
    'j05-deadline-exceeded',
    'k01-finalizer',
    'k02-ignores-sigterm',
  ],
})

const target = withCondition('DisruptionTarget', 'True', 'EvictionByEvictionAPI', 'Eviction API: evicting')

test('goes by the condition of a pod under deletion', async () => {
  const diagnosis = await alteredDiagnosis('k02-ignores-sigterm', [target])
  expect(diagnosis.verdict).toMatchObject({ cause: 'evicted-by-api', certainty: 'certain', container: null })
  expect(diagnosis.outcome).toBe('terminating')
})

test('is silent while the pod is not being deleted', async () => {
  expect([...evictedByApi.match(await altered('a05-healthy-deploy', [target]))]).toEqual([])
})

test('gives way to the finalizer that keeps the pod, which tells of it', async () => {
  const { verdict } = await alteredDiagnosis('k01-finalizer', [target])
  expect(verdict?.cause).toBe('finalizer-held')
  expect(verdict?.why).toContain('Eviction API: evicting')
})
