import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { resourceClaimUnmet } from './resource-claim-unmet.ts'

testCause(resourceClaimUnmet, {
  saysItFor: ['device-class-unknown'],
  staysSilentFor: ['h11-gpu', 'h07-hostport'],
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
