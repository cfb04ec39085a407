import { expect, test } from 'vitest'
import { altered } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { readingsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { finalizerHeld } from './finalizer-held.ts'

testCause(finalizerHeld, {
  saysItFor: ['k01-finalizer'],
  staysSilentFor: [
    'a01-loap-running',
    'a03-loap-terminating',
    'a05-healthy-deploy',
    'a06-job-completed',
    'e02-oomkilled',
    'e13-never-failed',
    'f01-liveness-exec',
    'k02-ignores-sigterm',
    'j01-evicted-emptydir',
  ],
})

test('names the finalizer', async () => {
  const [match] = await matchesIn(finalizerHeld, 'k01-finalizer')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: null,
    facts: { finalizers: ['example.com/drain-connections'], isStopped: true, removedFor: '' },
  })
})

test('is silent while containers run within their grace period', async () => {
  const finalizer = [
    '"deletionGracePeriodSeconds":600',
    '"deletionGracePeriodSeconds":600,"finalizers":["example.com/x"]',
  ] as const
  expect([...finalizerHeld.match(await altered('k02-ignores-sigterm', [finalizer]))]).toEqual([])
})

test('is silent about a pod that nobody deleted', async () => {
  const [pod] = await readingsOf('a06-job-completed')
  expect(pod?.finalizers).not.toEqual([])
  expect(diagnose(pod!).verdict).toBeNull()
})
