import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { secretVolumeMissing } from './secret-volume-missing.ts'

testCause(secretVolumeMissing, {
  saysItFor: ['secret-volume-missing'],
  staysSilentFor: [
    'c05-configmap-volume-missing',
    'c11-hostpath-type',
    'i01-csi-driver-missing',
    'c14-runtimeclass-handler',
    'c01-configmap-missing',
    'b01-image-tag-missing',
    'a05-healthy-deploy',
  ],
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
