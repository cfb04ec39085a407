import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { configMapMissing } from './config-map-missing.ts'

testCause(configMapMissing, {
  saysItFor: ['c01-configmap-missing', 'env-from-config-map-missing'],
  staysSilentFor: [
    'c02-configmap-key-missing',
    'c04-envfrom-secret-missing',
    'c07-run-as-nonroot',
    'g07-init-config-error',
    'c05-configmap-volume-missing',
    'd01-command-not-found',
    'a05-healthy-deploy',
  ],
})

test('knows the words of the API server', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'configmaps "app-config" not found',
  ])
  expect(verdict).toMatchObject({
    cause: 'config-map-missing',
    container: 'app',
    certainty: 'certain',
    facts: { name: 'app-config' },
  })
})
