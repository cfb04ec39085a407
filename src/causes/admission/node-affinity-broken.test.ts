import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { nodeAffinityBroken } from './node-affinity-broken.ts'

testCause(nodeAffinityBroken, {
  saysItFor: ['node-ports-rejected', 'node-affinity-rejected', 'node-ports-rejected-1-30'],
  staysSilentFor: {
    'j03-outofcpu': 'The node lacks CPU; its labels match.',
    'h03-nodeselector': 'The scheduler found no node with the labels, so that no node refused the pod.',
  },
})

test.each([
  [
    'NodeAffinity',
    "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    { predicate: 'NodeAffinity' },
  ],
  [
    'NodePorts',
    "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports",
    { predicate: 'NodePorts' },
  ],
  [
    'TaintToleration',
    'Predicate TaintToleration failed: node(s) had untolerated taint {dedicated: gpu}',
    { predicate: 'TaintToleration' },
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({
    cause: 'node-affinity-broken',
    certainty: 'certain',
    container: null,
    facts,
  })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
