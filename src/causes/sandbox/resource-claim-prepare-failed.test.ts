import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { resourceClaimPrepareFailed } from './resource-claim-prepare-failed.ts'

testCause(resourceClaimPrepareFailed, {
  saysItFor: [],
  staysSilentFor: {
    'resource-claim-missing': 'The claim does not exist, so that no node prepares it.',
    'c05-configmap-volume-missing': 'The same STATUS, for a volume.',
  },
})

test('quotes the kubelet', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c14-runtimeclass-handler',
    [
      'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
      'NodePrepareResources failed for ResourceClaim gpu: device gpu-1 not found',
    ],
    [/^FailedCreatePodSandBox$/, 'FailedPrepareDynamicResources'],
    ['Failed to create pod sandbox: ', 'Failed to prepare dynamic resources: '],
  )
  expect(verdict).toMatchObject({
    cause: 'resource-claim-prepare-failed',
    container: null,
    certainty: 'certain',
    facts: { message: 'NodePrepareResources failed for ResourceClaim gpu: device gpu-1 not found' },
  })
})
