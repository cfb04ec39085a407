import { expect, test } from 'vitest'
import { altered, alteredDiagnosis, withCondition } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { evictedByApi } from './evicted-by-api.ts'

testCause(evictedByApi, {
  saysItFor: [],
  staysSilentFor: {
    'j01-evicted-emptydir': 'The kubelet evicted it, without asking the API.',
    'a03-loap-terminating': 'It was deleted, as any pod may be; nothing speaks of an eviction.',
  },
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

test.each([
  ['ToBeDeletedByClusterAutoscaler', 'The cluster autoscaler is removing the node'],
  ['karpenter.sh/disrupted', 'Karpenter is removing the node'],
])('knows by taint %s who removes the node', async (key, why) => {
  const { verdict } = await alteredDiagnosis('k02-ignores-sigterm', [
    target,
    ['"spec":{}', `"spec":{"taints":[{"key":"${key}","effect":"NoSchedule"}]}`],
  ])
  expect(verdict?.cause).toBe('evicted-by-api')
  expect(verdict?.why).toContain(why)
})

test('is likely by the event of an autoscaler, where old servers leave no condition', async () => {
  const { verdict } = await alteredDiagnosis('k02-ignores-sigterm', [
    ['"reason":"Killing"', '"reason":"ScaleDown"'],
    ['Stopping container app', 'deleting pod for node scale down'],
  ])
  expect(verdict).toMatchObject({ cause: 'evicted-by-api', certainty: 'likely' })
  expect(verdict?.why).toContain('The cluster autoscaler')
})
