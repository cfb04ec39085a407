import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { registryLoginRefused } from './registry-login-refused.ts'

testCause(registryLoginRefused, {
  saysItFor: [
    'b02-image-private-401',
    'pull-secret-wrong-password',
    'registry-forbids',
    'registry-token-refused',
    'registry-wants-login',
  ],
  staysSilentFor: {
    'b01-image-tag-missing': 'The registry answers without a login.',
    'b04-registry-dns': 'The registry does not answer at all.',
  },
})

test('knows the words of Docker Hub, which leave open whether the repository exists', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-login-refused',
    container: 'app',
    certainty: 'certain',
    facts: { image: '127.0.0.1:5000/private/api:1', mayBeMissing: true },
  })
})

test('knows 403', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'unexpected status from HEAD request to http://127.0.0.1:5000/v2/private/api/manifests/1: 403 Forbidden',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-login-refused',
    container: 'app',
    certainty: 'certain',
    facts: { image: '127.0.0.1:5000/private/api:1', mayBeMissing: false },
  })
})

test('knows the words of ECR', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to do request: no basic auth credentials',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-login-refused',
    container: 'app',
    certainty: 'certain',
  })
})

test('does not take a disk that may not be written for a refusal', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'open /var/lib/containerd/ingest: permission denied',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-pull-failed',
    container: 'app',
    certainty: 'certain',
  })
})
