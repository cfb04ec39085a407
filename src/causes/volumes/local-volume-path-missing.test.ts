import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { localVolumePathMissing } from './local-volume-path-missing.ts'

testCause(localVolumePathMissing, {
  saysItFor: ['local-volume-path-missing'],
  staysSilentFor: {
    'c11-hostpath-type': 'The path on the node stands in the pod itself.',
    'volume-on-another-node': 'The volume is on another node, with its path.',
  },
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
