import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { registryRateLimit } from './registry-rate-limit.ts'

testCause(registryRateLimit, {
  saysItFor: ['registry-rate-limits'],
  staysSilentFor: {
    'registry-forbids': 'Refused for good, not for a while.',
    'registry-bad-gateway': 'The registry is out of service.',
  },
})

test('knows the words of Docker Hub', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'unexpected status from GET request to https://registry-1.docker.io/v2/private/api/manifests/1: 429 Too Many Requests toomanyrequests: You have reached your unauthenticated pull rate limit.',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-rate-limit',
    container: 'app',
    certainty: 'certain',
    facts: { image: '127.0.0.1:5000/private/api:1' },
  })
})

test('knows the words of containerd 1.6', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 429 Too Many Requests',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-rate-limit',
    container: 'app',
    certainty: 'certain',
  })
})

test('does not read the name of an image as an error', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    '127.0.0.1:5000/private/api:1',
    '127.0.0.1:5000/private/toomanyrequests:1',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-login-refused',
    container: 'app',
    certainty: 'certain',
  })
})

test('names the registry of the image, never a host out of the text of an answer', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b02-image-private-401',
    [
      'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
      'Error reading manifest latest in docker.io/shop/web: toomanyrequests: You have reached your pull rate limit. See https://www.docker.com/increase-rate-limit',
    ],
    [/127\.0\.0\.1:5000\//, ''],
  )
  expect(verdict).toMatchObject({
    cause: 'registry-rate-limit',
    facts: { registry: 'docker.io', host: '' },
  })
})
