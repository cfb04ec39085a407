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

const url = 'Post "https://guard.tools.svc:443/validate?timeout=10s": '

test.each([
  [
    `failed calling webhook "g.example.com": failed to call webhook: ${url}no endpoints available for service "guard"`,
    'no-endpoints',
  ],
  [
    `failed calling webhook "g.example.com": failed to call webhook: ${url}service "guard" not found`,
    'no-service',
  ],
  [
    `failed calling webhook "g.example.com": ${url}x509: certificate signed by unknown authority`,
    'certificate',
  ],
  [
    `failed calling webhook "g.example.com": failed to call webhook: ${url}dial tcp 10.96.7.1:443: connect: connection refused`,
    'refused',
  ],
  [
    'failed calling admission webhook "g.example.com": Post https://guard.tools.svc:443/validate?timeout=30s: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'silent',
  ],
  [
    `failed calling webhook "g.example.com": failed to call webhook: ${url}context deadline exceeded`,
    'silent',
  ],
  [`failed calling webhook "g.example.com": failed to call webhook: ${url}EOF`, 'broken'],
  [
    'failed calling webhook "g.example.com": failed to call webhook: the server rejected our request for an unknown reason',
    'answered',
  ],
  [
    'failed calling webhook "g.example.com": an error on the server ("") has prevented the request from succeeding',
    'answered',
  ],
])('tells what went wrong in %s', async (words, kind) => {
  const { verdict } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    `Internal error occurred: ${words}`,
  ])
  expect(verdict).toMatchObject({
    cause: 'admission-webhook-down',
    facts: { webhook: 'g.example.com', kind },
  })
  expect(verdict?.facts.at).toBe(words.includes('Post') ? 'guard.tools.svc:443' : '')
})
