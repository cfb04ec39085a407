import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { registryUnreachable } from './registry-unreachable.ts'

testCause(registryUnreachable, {
  saysItFor: ['b04-registry-dns', 'registry-dns-broken', 'registry-port-closed', 'registry-unknown-host'],
  staysSilentFor: {
    'registry-broken': 'It answers, with an error of its own.',
    'b02-image-private-401': 'The registry answers.',
    'registry-certificate-unknown': 'It is reached, and not trusted.',
  },
})

test('knows a refused connection, and its port', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to do request: Head "http://127.0.0.1:5000/v2/private/api/manifests/1": dial tcp 127.0.0.1:5000: connect: connection refused',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-unreachable',
    container: 'app',
    certainty: 'certain',
    facts: { registry: '127.0.0.1:5000', problem: 'nothing accepts connections there (connection refused)' },
  })
})

test('knows a timeout', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to do request: Head "https://127.0.0.1:5000/v2/private/api/manifests/1": dial tcp 127.0.0.1:5000: i/o timeout',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-unreachable',
    container: 'app',
    certainty: 'certain',
    facts: { problem: 'it does not answer in time (timeout)' },
  })
})

test('knows a DNS that does not answer', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to do request: Head "https://127.0.0.1:5000/v2/": dial tcp: lookup registry.example.com: server misbehaving',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-unreachable',
    container: 'app',
    certainty: 'certain',
    facts: { registry: '127.0.0.1:5000', host: 'registry.example.com' },
  })
})

test('knows the reason of CRI-O', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b02-image-private-401',
    [/^ImagePullBackOff$/, 'RegistryUnavailable'],
    [
      /Back-off pulling image .*/,
      'image pull failed for 127.0.0.1:5000/private/api:1 because the registry is unavailable: pinging container registry 127.0.0.1:5000: Get "https://127.0.0.1:5000/v2/": dial tcp 127.0.0.1:5000: connect: no route to host',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'registry-unreachable',
    container: 'app',
    certainty: 'certain',
    facts: { problem: 'there is no network route to it' },
  })
})
