import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { secretStoreFailed } from './secret-store-failed.ts'

testCause(secretStoreFailed, {
  saysItFor: [],
  staysSilentFor: {
    'inline-csi-driver-missing': 'The driver of the store does not run on the node.',
    'secret-volume-missing': 'The Secret of the cluster itself is missing.',
  },
})

test.each([
  [
    'refused',
    'rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/api, err: rpc error: code = Unknown desc = error making mount request: couldn\'t read secret "db": Error making API request. URL: GET http://vault:8200/v1/kv/db Code: 403. Errors: * permission denied',
    'right to read',
  ],
  [
    'class-missing',
    'rpc error: code = Unknown desc = failed to get secretproviderclass shop/vault-db, error: SecretProviderClass.secrets-store.csi.x-k8s.io "vault-db" not found',
    'Create the SecretProviderClass',
  ],
  [
    'provider-missing',
    'rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/api, err: error connecting to provider "gcp": provider not found: provider "gcp"',
    'Install the provider',
  ],
  [
    'identity',
    'rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/api, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to acquire token: AADSTS70021: No matching federated identity record found',
    'service account',
  ],
  [
    'not-there',
    "rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/api, err: rpc error: code = Unknown desc = Failed fetching secret db-password: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    'Create the secret in the store',
  ],
])('tells what the store lacks: %s', async (trouble, says, step) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'configmap "nginx-conf" not found',
    says,
  ])
  expect(verdict).toMatchObject({ cause: 'secret-store-failed', certainty: 'certain', facts: { trouble } })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(step) })
})

test.each([
  ['error: failed to get objectType:secret, objectName:db-pw, objectVersion:: StatusCode=403', 'db-pw'],
  ['eu-west-1: Failed to fetch secret from all regions: prod/db: AccessDeniedException: no', 'prod/db'],
  ['error making mount request: permission denied', ''],
])('names what was asked for only where the provider says it: %s', async (says, object) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'configmap "nginx-conf" not found',
    `rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/api, err: ${says}`,
  ])
  expect(verdict).toMatchObject({ cause: 'secret-store-failed', facts: { trouble: 'refused', object } })
})
