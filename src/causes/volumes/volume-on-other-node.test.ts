import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeOnOtherNode } from './volume-on-other-node.ts'

testCause(volumeOnOtherNode, {
  saysItFor: [],
  staysSilentFor: {
    'volume-attached-elsewhere': 'The volume may be used here, once it is free.',
    'volume-on-another-node': 'The scheduler knows it, and binds the pod to no node.',
  },
})

test('knows the check of the kubelet', async () => {
  const { verdict } = await rewordedDiagnosis('i01-csi-driver-missing', [
    /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
    'MountVolume.NodeAffinity check failed for volume "pv-i01" : no matching NodeSelectorTerms',
  ])
  expect(verdict).toMatchObject({
    cause: 'volume-on-other-node',
    container: null,
    certainty: 'certain',
    facts: { source: 'claim `data`' },
  })
})
