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

test.each([
  ['ghcr.io', 'shop/web', /GitHub Container Registry/, true],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'web', /ecr:BatchGetImage/, false],
  ['shop.azurecr.io', 'web', /AcrPull/, false],
  ['europe-docker.pkg.dev', 'shop/images/web', /artifactregistry\.reader/, true],
  ['quay.io', 'shop/web', /Quay/, true],
])('gives the way of %s', async (registry, path, way, mayBeMissing) => {
  const { verdict } = await rewordedDiagnosis(
    'b02-image-private-401',
    [
      'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
      `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://${registry}/token?scope=repository%3Ashop: 403 Forbidden`,
    ],
    [/127\.0\.0\.1:5000\/private\/api/, `${registry}/${path}`],
  )
  expect(verdict).toMatchObject({
    cause: 'registry-login-refused',
    facts: { registry, host: '', anonymous: true, mayBeMissing },
  })
  expect(verdict?.next.map((step) => ('advice' in step ? step.advice : step.command)).join('\n')).toMatch(way)
})

test('names a host that gives out tokens as one that was asked for the registry', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.shop.example/token: 401 Unauthorized',
  ])
  expect(verdict?.facts).toMatchObject({ registry: '127.0.0.1:5000', host: 'auth.shop.example' })
  expect(verdict?.what).toContain('`auth.shop.example` (asked for registry `127.0.0.1:5000`)')
})
