import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeStageFailed } from './volume-stage-failed.ts'

testCause(volumeStageFailed, {
  saysItFor: [],
  staysSilentFor: {
    'attach-refused': 'The device does not reach the node.',
    'i01-csi-driver-missing': 'No driver is there to prepare it.',
  },
})

test('quotes the driver', async () => {
  const { verdict } = await rewordedDiagnosis('i01-csi-driver-missing', [
    /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
    'MountVolume.MountDevice failed for volume "pv-i01" : rpc error: code = Internal desc = could not format device',
  ])
  expect(verdict).toMatchObject({
    cause: 'volume-stage-failed',
    container: null,
    certainty: 'certain',
    facts: { code: 'Internal', message: 'could not format device' },
  })
})
