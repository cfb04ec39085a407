import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { withCondition } from '../../../test/causes/with-condition.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { resizeInfeasible } from './resize-infeasible.ts'

testCause(resizeInfeasible, {
  saysItFor: ['resize-infeasible'],
  staysSilentFor: {
    'resize-deferred': 'The node may have room later.',
    'a05-healthy-deploy': 'A pod that nobody resizes has no such condition.',
  },
})

const condition = {
  type: 'PodResizePending',
  status: 'True',
  reason: 'Infeasible',
  message: "Node didn't have enough capacity: cpu, requested: 64000, capacity: 2000",
}

test('a pod that runs well waits for its resize', async () => {
  const { verdict, outcome } = diagnose(await withCondition('a01-loap-running', condition))
  expect(verdict).toMatchObject({
    cause: 'resize-infeasible',
    certainty: 'certain',
    facts: { problem: expect.stringContaining('64000') },
  })
  expect(outcome).toBe('waiting')
})

test('a pod that does not run well has a worse trouble', async () => {
  const pod = await withCondition('e02-oomkilled', condition)
  expect([...resizeInfeasible.match(pod)]).toEqual([])
})
