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

test('waits for the driver where its own controller has to allocate, 1.26 to 1.31', async () => {
  const { verdict, findings } = await rewordedDiagnosis(
    'device-class-unknown',
    [/^Unschedulable$/, 'SchedulerError'],
    [
      /0\/1 nodes are available.*/,
      'running "DynamicResources" reserve plugin: waiting for resource driver to provide information',
    ],
  )
  expect(verdict).toMatchObject({ cause: 'resource-claim-unmet', certainty: 'certain' })
  expect(verdict?.what).toContain('waits for a device driver')
  expect(findings).toEqual([])
})
