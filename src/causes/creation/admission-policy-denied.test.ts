import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { admissionPolicyDenied } from './admission-policy-denied.ts'

testCause(admissionPolicyDenied, {
  saysItFor: ['admission-policy-denies-1-30', 'admission-policy-denies-1-30'],
  staysSilentFor: {
    'l03-podsecurity': 'Pod security is built into the API server, and no policy object denies.',
    'webhook-denies': 'A webhook denied it, which is changed elsewhere.',
  },
})

test('recognises the refusal and reads its names', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    "ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest-shop' denied request: images need a fixed tag.",
  ])
  expect(verdict).toMatchObject({
    cause: 'admission-policy-denied',
    certainty: 'certain',
    facts: { policy: 'no-latest', binding: 'no-latest-shop', objection: 'images need a fixed tag' },
  })
  expect(findings).toEqual([])
})
