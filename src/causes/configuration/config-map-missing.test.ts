import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { configMapMissing } from './config-map-missing.ts'

testCause(configMapMissing, {
  saysItFor: ['c01-configmap-missing', 'env-from-config-map-missing'],
  staysSilentFor: {
    'c02-configmap-key-missing': 'The ConfigMap exists; one key of it does not.',
    'c05-configmap-volume-missing':
      'The ConfigMap is missing for a volume, which holds up all containers of the pod.',
  },
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
