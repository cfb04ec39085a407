import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { withCondition } from '../../../test/causes/with-condition.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { resizeDeferred } from './resize-deferred.ts'

testCause(resizeDeferred, {
  saysItFor: ['resize-deferred-1-36'],
  staysSilentFor: {
    'resize-infeasible': 'The node can never grant it: nothing is worth waiting for.',
    'a05-healthy-deploy': 'A pod that nobody resizes has no such condition.',
  },
})

const condition = {
  type: 'PodResizePending',
  status: 'True',
  reason: 'Deferred',
  message: "Node didn't have enough resource: cpu, requested: 1500, used: 900, capacity: 2000",
}

test('a pod that runs well waits for its resize', async () => {
  const { verdict, outcome } = diagnose(await withCondition('a01-loap-running', condition))
  expect(verdict).toMatchObject({
    cause: 'resize-deferred',
    certainty: 'certain',
    facts: { resource: 'cpu', requested: '1500', used: '900', capacity: '2000' },
  })
  expect(outcome).toBe('waiting')
})

test('a pod that does not run well has a worse trouble', async () => {
  const pod = await withCondition('e02-oomkilled', condition)
  expect([...resizeDeferred.match(pod)]).toEqual([])
})
