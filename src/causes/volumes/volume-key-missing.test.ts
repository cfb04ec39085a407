import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeKeyMissing } from './volume-key-missing.ts'

testCause(volumeKeyMissing, {
  saysItFor: ['config-map-volume-key-missing', 'secret-volume-key-missing'],
  staysSilentFor: {
    'c05-configmap-volume-missing': 'The whole ConfigMap is missing, and with it each of its keys.',
    'c02-configmap-key-missing': 'The key is missing for a variable.',
  },
})

test('names the key, the ConfigMap and the volume', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.SetUp failed for volume "cfg" : configmap references non-existent config key: nginx.conf',
  ])
  expect(verdict).toMatchObject({
    cause: 'volume-key-missing',
    container: null,
    certainty: 'certain',
    facts: { kind: 'ConfigMap', key: 'nginx.conf', name: 'nginx-conf', volume: 'cfg' },
  })
})

test('knows the words for a Secret', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.SetUp failed for volume "cfg" : references non-existent secret key: tls.key',
  ])
  expect(verdict).toMatchObject({
    cause: 'volume-key-missing',
    container: null,
    certainty: 'certain',
    facts: { kind: 'Secret', key: 'tls.key' },
  })
})
