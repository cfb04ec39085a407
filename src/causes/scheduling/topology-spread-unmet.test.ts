import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { topologySpreadUnmet } from './topology-spread-unmet.ts'

testCause(topologySpreadUnmet, {
  saysItFor: ['topology-spread-label-missing', 'topology-spread-label-missing-1-30'],
  staysSilentFor: {
    'anti-affinity-second-replica': 'Anti-affinity keeps pods apart too, by another field.',
    'h03-nodeselector': 'The rule is about the labels of nodes alone.',
  },
})

test.each([
  ["node(s) didn't match pod topology spread constraints"],
  ["node(s) didn't match pod topology spread constraints (missing required label)"],
])('recognises %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('h07-hostport', [
    "node(s) didn't have free ports for the requested pod ports",
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'topology-spread-unmet', container: null })
  expect(verdict?.why).toContain(words)
})
