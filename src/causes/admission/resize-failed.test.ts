import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { withCondition } from '../../../test/causes/with-condition.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { resizeFailed } from './resize-failed.ts'

testCause(resizeFailed, {
  saysItFor: [],
  staysSilentFor: {
    'resize-deferred': 'The resize has not begun, so that it cannot have failed.',
    'resize-infeasible': 'The kubelet refused the resize before it began.',
  },
})

const condition = {
  type: 'PodResizeInProgress',
  status: 'True',
  reason: 'Error',
  message:
    'failed to update container memory limit: attempting to set pod memory limit (1000) below current usage (2000)',
}

test('a pod that runs well waits for its resize', async () => {
  const { verdict, outcome } = diagnose(await withCondition('a01-loap-running', condition))
  expect(verdict).toMatchObject({
    cause: 'resize-failed',
    certainty: 'certain',
    facts: { problem: expect.stringContaining('below current usage') },
  })
  expect(outcome).toBe('waiting')
})

test('a pod that does not run well has a worse trouble', async () => {
  const pod = await withCondition('e02-oomkilled', condition)
  expect([...resizeFailed.match(pod)]).toEqual([])
})
