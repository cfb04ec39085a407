import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { configMapVolumeMissing } from './config-map-volume-missing.ts'

testCause(configMapVolumeMissing, {
  saysItFor: ['c05-configmap-volume-missing', 'projected-config-map-missing', 'two-volumes-one-missing'],
  staysSilentFor: {
    'secret-volume-missing': 'A Secret, not a ConfigMap.',
    'config-map-volume-key-missing': 'The ConfigMap exists; one key of it does not.',
    'c01-configmap-missing': 'The ConfigMap is missing for a variable, which concerns one container alone.',
  },
})

test('knows it among several of a projected volume', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.SetUp failed for volume "cfg" : [configmap "a" not found, secret "b" not found]',
  ])
  expect(verdict).toMatchObject({
    cause: 'config-map-volume-missing',
    container: null,
    certainty: 'certain',
    facts: { name: 'a', volume: 'cfg' },
  })
})
