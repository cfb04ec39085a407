import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { registryProxyFailed } from './registry-proxy-failed.ts'

testCause(registryProxyFailed, {
  saysItFor: [],
  staysSilentFor: {
    'registry-bad-gateway': 'The status has a number: a gateway answered the request itself.',
    'registry-port-closed': 'No proxy is in the way.',
  },
})

test.each([
  [
    'pinging container registry 127.0.0.1:5000: Get "https://127.0.0.1:5000/v2/": Internal Server Error',
    'Internal Server Error',
  ],
  ['failed to do request: Head "https://127.0.0.1:5000/v2/private/api/manifests/1": Forbidden', 'Forbidden'],
  ['Get https://127.0.0.1:5000/v2/: Proxy Authentication Required', 'Proxy Authentication Required'],
  [
    'failed to do request: Head "https://127.0.0.1:5000/v2/": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused',
    '',
  ],
])('knows %s', async (words, says) => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    words,
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-proxy-failed',
    facts: { registry: '127.0.0.1:5000', host: '', says },
  })
})
