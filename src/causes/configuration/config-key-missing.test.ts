import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { configKeyMissing } from './config-key-missing.ts'

testCause(configKeyMissing, {
  saysItFor: ['c02-configmap-key-missing', 'secret-key-missing'],
  staysSilentFor: {
    'c01-configmap-missing': 'The whole ConfigMap is missing, and with it each of its keys.',
    'config-map-volume-key-missing': 'The key is missing for a volume: the container is not even created.',
  },
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
