import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { podAntiAffinityConflict } from './pod-anti-affinity-conflict.ts'

testCause(podAntiAffinityConflict, {
  saysItFor: [
    'repelled-by-existing-pod',
    'anti-affinity-second-replica',
    'anti-affinity-second-replica-1-36',
  ],
  staysSilentFor: {
    'pod-affinity-unmatched': 'The rule brings pods together.',
    'topology-spread-label-missing': 'Spreading keeps pods apart too, by another field.',
    'h07-hostport': 'Two pods do not fit on one node, for their port.',
  },
})

test.each([
  ["node(s) didn't match pod anti-affinity rules"],
  ["node(s) didn't satisfy existing pods anti-affinity rules"],
])('recognises %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('h07-hostport', [
    "node(s) didn't have free ports for the requested pod ports",
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'pod-anti-affinity-conflict', container: null })
  expect(verdict?.why).toContain(words)
})
