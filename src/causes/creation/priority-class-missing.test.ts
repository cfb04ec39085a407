import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { priorityClassMissing } from './priority-class-missing.ts'

testCause(priorityClassMissing, {
  saysItFor: ['priority-class-missing', 'priority-class-missing-1-30'],
  staysSilentFor: {
    'c09-serviceaccount-missing': 'Another object that the pod names is missing.',
    'preemption-never': 'The class exists, and has its pods wait.',
  },
})

test('recognises the refusal and reads its names', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    'no PriorityClass with name critical-shop was found',
  ])
  expect(verdict).toMatchObject({
    cause: 'priority-class-missing',
    certainty: 'certain',
    facts: { priorityClass: 'critical-shop' },
  })
  expect(findings).toEqual([])
})
