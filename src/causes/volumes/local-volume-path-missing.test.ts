import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { localVolumePathMissing } from './local-volume-path-missing.ts'

testCause(localVolumePathMissing, {
  saysItFor: ['local-volume-path-missing'],
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

test('names the path and the claim', async () => {
  const { verdict } = await rewordedDiagnosis('i01-csi-driver-missing', [
    /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
    'MountVolume.NewMounter initialization failed for volume "pv-i01" : path "/mnt/disks/ssd1" does not exist',
  ])
  expect(verdict).toMatchObject({
    cause: 'local-volume-path-missing',
    container: null,
    certainty: 'certain',
    facts: { path: '/mnt/disks/ssd1', source: 'claim `data`' },
  })
})
