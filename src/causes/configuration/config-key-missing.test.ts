import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { configKeyMissing } from './config-key-missing.ts'

testCause(configKeyMissing, {
  saysItFor: ['c02-configmap-key-missing', 'secret-key-missing'],
  staysSilentFor: [
    'c01-configmap-missing',
    'c04-envfrom-secret-missing',
    'c07-run-as-nonroot',
    'g07-init-config-error',
    'c05-configmap-volume-missing',
    'd01-command-not-found',
    'a05-healthy-deploy',
  ],
})

test('knows the words for a Secret', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    "couldn't find key password in Secret shop/db-credentials",
  ])
  expect(verdict).toMatchObject({
    cause: 'config-key-missing',
    container: 'app',
    certainty: 'certain',
    facts: { kind: 'Secret', name: 'db-credentials', key: 'password' },
  })
})
