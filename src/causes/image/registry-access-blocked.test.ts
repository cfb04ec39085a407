import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { registryAccessBlocked } from './registry-access-blocked.ts'

testCause(registryAccessBlocked, {
  saysItFor: [],
  staysSilentFor: {
    'registry-forbids': 'The registry itself refuses the login.',
  },
})

test.each([
  // CloudFront, behind dockerd's parser.
  [
    'error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<HTML><BODY><H1>403 ERROR</H1>The Amazon CloudFront distribution is configured to block access from your country.</BODY></HTML>"',
    true,
  ],
  ['denied: We currently do not serve your area, which is not available in your location', true],
  ['unexpected status code https://127.0.0.1:5000/v2/: 451 Unavailable For Legal Reasons', true],
  // A firewall's own page.
  [
    'error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html><title>Attention Required!</title>Sorry, you have been blocked</html>"',
    false,
  ],
  // A page that does not say why.
  [
    'error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html><head><title>403 Forbidden</title></head></html>"',
    false,
  ],
])('knows %s', async (words, place) => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'registry-access-blocked', facts: { byPlace: place } })
})

test('tells a host of layers that refuses from a registry that refuses', async () => {
  const words =
    'failed to copy: httpReadSeeker: failed open: unexpected status code https://cdn03.shop.example/sha256/ab?Signature=x: 403 Forbidden'
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    words,
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-access-blocked',
    facts: { registry: '127.0.0.1:5000', host: 'cdn03.shop.example', isOfLayer: true },
  })
})
