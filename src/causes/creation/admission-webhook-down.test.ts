import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { admissionWebhookDown } from './admission-webhook-down.ts'

testCause(admissionWebhookDown, {
  saysItFor: ['webhook-down', 'webhook-crashes', 'webhook-times-out'],
  staysSilentFor: {
    'webhook-denies': 'The webhook answered, and its answer was no.',
    'l01-quota': 'The API server refused by itself.',
  },
})

test('recognises the refusal and reads its names', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    'Internal error occurred: failed calling webhook "inject.example.com": failed to call webhook: Post "https://a.b.svc:443/": dial tcp 10.0.0.1:443: connect: connection refused',
  ])
  expect(verdict).toMatchObject({
    cause: 'admission-webhook-down',
    certainty: 'certain',
    facts: { webhook: 'inject.example.com', problem: expect.stringContaining('connection refused') },
  })
  expect(findings).toEqual([])
})
