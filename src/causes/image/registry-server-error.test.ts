import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { registryServerError } from './registry-server-error.ts'

testCause(registryServerError, {
  saysItFor: ['registry-bad-gateway', 'registry-broken'],
  staysSilentFor: {
    'registry-forbids': 'The registry refuses, and works.',
    'registry-port-closed': 'Nothing answers.',
  },
})

test.each([
  ['received unexpected HTTP status: 500 Internal Server Error', '500 Internal Server Error'],
  [
    'unexpected status from HEAD request to https://127.0.0.1:5000/v2/private/api/manifests/1: 503 Service Unavailable',
    '503 Service Unavailable',
  ],
  [
    'error parsing HTTP 502 response body: invalid character \'<\' looking for beginning of value: "<html><head><title>502 Bad Gateway</title></head></html>"',
    '502',
  ],
  [
    'unexpected status code https://127.0.0.1:5000/v2/private/api/manifests/1: 504 Gateway Time-out',
    '504 Gateway Time-out',
  ],
])('knows %s', async (words, answer) => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    words,
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-server-error',
    certainty: 'certain',
    facts: { registry: '127.0.0.1:5000', answer },
  })
})
