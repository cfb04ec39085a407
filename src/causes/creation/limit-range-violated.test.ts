import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { limitRangeViolated } from './limit-range-violated.ts'

testCause(limitRangeViolated, {
  saysItFor: ['limit-range-max-cpu', 'limit-range-min-memory', 'limit-range-max-cpu-1-30'],
  staysSilentFor: {
    'l01-quota': 'The sum of the namespace is used up; the single amount is allowed.',
    'quota-wants-limits': 'An amount is missing; none is outside a range.',
  },
})

test('recognises the refusal and reads its names', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    '[maximum cpu usage per Container is 1, but limit is 2, maximum memory usage per Container is 1Gi, but limit is 2Gi]',
  ])
  expect(verdict).toMatchObject({
    cause: 'limit-range-violated',
    certainty: 'certain',
    facts: { broken: 'maximum cpu usage per Container is 1, but limit is 2' },
  })
  expect(findings).toEqual([])
})
