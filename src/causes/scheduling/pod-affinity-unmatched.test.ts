import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { podAffinityUnmatched } from './pod-affinity-unmatched.ts'

testCause(podAffinityUnmatched, {
  saysItFor: ['pod-affinity-unmatched', 'pod-affinity-unmatched-1-30'],
  staysSilentFor: {
    'anti-affinity-second-replica': 'The rule keeps pods apart.',
    'h03-nodeselector': 'The rule is about nodes, not about pods.',
  },
})

test.each([["node(s) didn't match pod affinity rules"]])('recognises %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('h07-hostport', [
    "node(s) didn't have free ports for the requested pod ports",
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'pod-affinity-unmatched', container: null })
  expect(verdict?.why).toContain(words)
})
