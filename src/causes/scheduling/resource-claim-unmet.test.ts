import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { resourceClaimUnmet } from './resource-claim-unmet.ts'

testCause(resourceClaimUnmet, {
  saysItFor: ['device-class-unknown'],
  staysSilentFor: {
    'resource-claim-missing': 'There is no claim to meet.',
    'h11-gpu': 'The device is asked for as a resource, without a claim.',
  },
})

test.each([['cannot allocate all claims'], ['resourceclaim not available on the node']])(
  'recognises %s',
  async (words) => {
    const { verdict } = await rewordedDiagnosis('h07-hostport', [
      "node(s) didn't have free ports for the requested pod ports",
      words,
    ])
    expect(verdict).toMatchObject({ cause: 'resource-claim-unmet', container: null })
    expect(verdict?.why).toContain(words)
  },
)
