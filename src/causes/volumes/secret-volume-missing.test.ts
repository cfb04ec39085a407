import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { secretVolumeMissing } from './secret-volume-missing.ts'

testCause(secretVolumeMissing, {
  saysItFor: ['secret-volume-missing'],
  staysSilentFor: {
    'c05-configmap-volume-missing': 'A ConfigMap, not a Secret.',
    'secret-volume-key-missing': 'The Secret exists; one key of it does not.',
    'c04-envfrom-secret-missing': 'The Secret is missing for a variable, which concerns one container alone.',
  },
})

test('names the Secret', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.SetUp failed for volume "cfg" : secret "tls-cert" not found',
  ])
  expect(verdict).toMatchObject({
    cause: 'secret-volume-missing',
    container: null,
    certainty: 'certain',
    facts: { name: 'tls-cert', volume: 'cfg' },
  })
})
