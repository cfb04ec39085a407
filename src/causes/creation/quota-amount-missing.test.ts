import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { quotaAmountMissing } from './quota-amount-missing.ts'

testCause(quotaAmountMissing, {
  saysItFor: ['quota-wants-limits'],
  staysSilentFor: {
    'l01-quota': 'The pod says what it needs; the quota is used up.',
    'limit-range-min-memory': 'The amount is there, and too small.',
  },
})

test('recognises the refusal and reads its names', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    'failed quota: team-quota: must specify limits.cpu for: app; limits.memory for: app',
  ])
  expect(verdict).toMatchObject({
    cause: 'quota-amount-missing',
    certainty: 'certain',
    facts: { quota: 'team-quota', missing: 'limits.cpu for: app; limits.memory for: app' },
  })
  expect(findings).toEqual([])
})
