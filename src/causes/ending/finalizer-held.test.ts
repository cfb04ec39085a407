import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { readingsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { finalizerHeld } from './finalizer-held.ts'

testCause(finalizerHeld, {
  saysItFor: ['k01-finalizer'],
  staysSilentFor: {
    'k02-ignores-sigterm': 'The program still runs: the finalizers are not what holds the pod.',
    'finalizer-while-stopping': 'The containers still stop in time; the finalizer holds nothing up yet.',
  },
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

test.each([
  ['batch.kubernetes.io/job-tracking', 'by the Job controller'],
  ['backup.example.com/archive', 'by the controller of `backup.example.com`'],
])('says who has to remove %s', async (finalizer, who) => {
  const { verdict } = await alteredDiagnosis('k01-finalizer', [
    [/example\.com\/drain-connections/g, finalizer],
  ])
  expect(verdict?.next[0]).toMatchObject({ advice: expect.stringContaining(who) })
})
