import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { admissionWebhookDenied } from './admission-webhook-denied.ts'

testCause(admissionWebhookDenied, {
  saysItFor: ['webhook-denies', 'webhook-denies-1-36'],
  staysSilentFor: {
    'admission-policy-denies-1-30': 'A policy inside the API server denied it; no webhook was asked.',
    'webhook-down': 'The webhook could not be asked, so that it denied nothing.',
  },
})

test('recognises the refusal and reads its names', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    'admission webhook "validation.gatekeeper.sh" denied the request: [no-latest] container app uses latest',
  ])
  expect(verdict).toMatchObject({
    cause: 'admission-webhook-denied',
    certainty: 'certain',
    facts: { webhook: 'validation.gatekeeper.sh', objection: '[no-latest] container app uses latest' },
  })
  expect(findings).toEqual([])
})
