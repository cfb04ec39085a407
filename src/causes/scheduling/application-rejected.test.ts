import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { applicationRejected } from './application-rejected.ts'

testCause(applicationRejected, {
  saysItFor: [],
  staysSilentFor: {
    'j03-outofcpu': 'The kubelet rejected the pod, not its scheduler.',
  },
})

test('tells what the scheduler wrote into the status', async () => {
  const { verdict } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, 'ApplicationRejected'],
    [
      /^Pod was rejected: Node didn't have enough.*/,
      "application 'etl-7' rejected, failed to place application: queue root.etl is stopped",
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'application-rejected',
    certainty: 'certain',
    facts: { application: 'etl-7', queue: 'root.etl' },
  })
})
