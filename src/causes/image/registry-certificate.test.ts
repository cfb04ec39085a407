import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { registryCertificate } from './registry-certificate.ts'

testCause(registryCertificate, {
  saysItFor: ['https-to-http-port', 'registry-certificate-other-name', 'registry-certificate-unknown'],
  staysSilentFor: {
    'b04-registry-dns': 'The registry is not reached, so that it shows no certificate.',
  },
})

test('knows an unknown authority', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to do request: Head "https://127.0.0.1:5000/v2/private/api/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-certificate',
    container: 'app',
    certainty: 'certain',
    facts: { registry: '127.0.0.1:5000', trouble: 'x509: certificate signed by unknown authority' },
  })
})

test('knows a registry with plain HTTP', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to do request: Head "https://127.0.0.1:5000/v2/private/api/manifests/1": http: server gave HTTP response to HTTPS client',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-certificate',
    container: 'app',
    certainty: 'certain',
    facts: { plainHttp: true },
  })
})

test('leaves a slow handshake to the network', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to do request: Head "https://127.0.0.1:5000/v2/": net/http: TLS handshake timeout',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-unreachable',
    container: 'app',
    certainty: 'certain',
  })
})
