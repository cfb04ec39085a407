import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { snapshotsOf } from '../../../test/pods.ts'
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
  ['MatchNodeSelector', 'Predicate MatchNodeSelector failed', { predicate: 'NodeAffinity' }],
  ['PodFitsHostPorts', 'Predicate PodFitsHostPorts failed', { predicate: 'NodePorts' }],
  ['HostName', 'Predicate HostName failed', { predicate: 'NodeName' }],
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

const refused = [
  [/"reason":"OutOfcpu"/g, '"reason":"NodeAffinity"'],
  [/Node didn't have enough resource[^"]*/g, 'Predicate NodeAffinity failed'],
  ['"spec":{', '"spec":{"nodeSelector":{"pool":"batch"},'],
] as const

test('does not call labels wrong that the node has now, or that nobody could see', async () => {
  const [recorded] = await snapshotsOf('j03-outofcpu')
  const node = { ...recorded!.node!, metadata: { ...recorded!.node!.metadata, labels: { pool: 'batch' } } }
  const fits = await alteredDiagnosis('j03-outofcpu', refused, { node })
  expect(fits.verdict).toMatchObject({ cause: 'node-affinity-broken', facts: { lacksNow: [] } })
  expect(fits.verdict?.why).toContain('The node has that now')
  const unseen = await alteredDiagnosis('j03-outofcpu', refused, { node: null })
  expect(unseen.verdict?.facts).toMatchObject({ lacksNow: null })
  expect(unseen.verdict?.why).toContain('before its labels are back')
  const lacks = await alteredDiagnosis('j03-outofcpu', refused)
  expect(lacks.verdict?.facts).toMatchObject({ lacksNow: ['pool=batch'] })
  expect(lacks.verdict?.why).toContain('The node lacks `pool=batch`')
})
