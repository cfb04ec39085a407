import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { registryHttpsOnly } from './registry-https-only.ts'

testCause(registryHttpsOnly, {
  saysItFor: [],
  staysSilentFor: {
    'https-to-http-port': 'The other way round: HTTPS to a port of plain HTTP.',
  },
})

test.each([
  'unexpected status code http://127.0.0.1:5000/v2/private/api/manifests/1: 400 Bad Request: Client sent an HTTP request to an HTTPS server.',
  'error parsing HTTP 400 response body: invalid character \'<\' looking for beginning of value: "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>"',
])('knows %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'registry-https-only', certainty: 'certain' })
  expect(verdict?.what).toContain('127.0.0.1:5000')
})
