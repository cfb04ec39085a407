import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { schedulingGated } from './scheduling-gated.ts'

testCause(schedulingGated, {
  saysItFor: ['h12-scheduling-gate'],
  staysSilentFor: {
    'h14-unknown-scheduler': 'The pod waits without a word as well, and has no gate.',
    'readiness-gate-unmet': 'A gate for readiness, of a pod that runs.',
  },
})

test('the pod waits and has not failed', async () => {
  const diagnosis = await rewordedDiagnosis('h12-scheduling-gate')
  expect(diagnosis.outcome).toBe('waiting')
  expect(diagnosis.verdict).toMatchObject({
    certainty: 'certain',
    facts: { gates: ['example.com/quota-check'] },
  })
})
