import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { unschedulable } from './unschedulable.ts'

testCause(unschedulable, {
  saysItFor: [],
  staysSilentFor: {
    'h03-nodeselector': 'The scheduler says why, in words that another cause knows.',
    'h12-scheduling-gate': 'The scheduler was not asked.',
  },
})

test.each([
  ["node(s) didn't match Pod's required features"],
  ['node(s) were rejected by the licence plugin'],
])('recognises %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('h07-hostport', [
    "node(s) didn't have free ports for the requested pod ports",
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'unschedulable', container: null })
  expect(verdict?.what).toContain(words)
})

/** The verdict where the nodes cannot be read, so that only the scheduler's words are known. */
async function withoutNodes(says: string) {
  const [snapshot] = await rewordedSnapshots('h04-taint', [/0\/3 nodes are available.*/, says])
  return diagnose(readPod({ ...snapshot!, nodes: [], gaps: [{ source: 'nodes', why: 'forbidden' }] })).verdict
}

test('tells in plain words what rejects how many nodes, and singles none out', async () => {
  const verdict = await withoutNodes(
    "0/4 nodes are available: 1 node(s) had taint {team: red}, that the pod didn't tolerate, 3 Insufficient example.com/fpga.",
  )
  expect(verdict).toMatchObject({ cause: 'unschedulable' })
  expect(verdict?.what).toMatch(
    /of 4 nodes, 1 node has the taint `team=red`, which it does not tolerate, and 3 nodes have too little `example.com\/fpga` free\.$/,
  )
})

test.each([
  [
    'volume-elsewhere',
    "0/7 nodes are available: 1 node(s) didn't match PersistentVolume's node affinity, 6 Insufficient memory.",
    /6 nodes have too little `memory` free/,
  ],
  [
    'volume-limit',
    '0/9 nodes are available: 2 node(s) exceed max volume count, 7 node(s) had untolerated taint {karpenter.sh/disrupted: }.',
    /Karpenter is about to remove the node/,
  ],
  [
    'insufficient-resources',
    "0/5 nodes are available: 1 Insufficient cpu, 4 node(s) didn't match Pod's node affinity/selector.",
    /4 nodes do not match/,
  ],
])('looks at the nodes that pass all the rest: %s', async (cause, says, others) => {
  const verdict = await withoutNodes(says)
  expect(verdict).toMatchObject({ cause, certainty: 'likely' })
  expect(verdict?.why).toMatch(others)
})

test.each([
  '0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu.',
  '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient nvidia.com/gpu.',
  '0/3 nodes are available: 1 Too many pods, 2 Insufficient cpu.',
])('does not choose where another node may be the one that is meant: %s', async (says) => {
  expect(await withoutNodes(says)).toMatchObject({ cause: 'unschedulable' })
})

test('gives a step for each of the two reasons of the most nodes, the larger first', async () => {
  const verdict = await withoutNodes(
    "0/9 nodes are available: 1 node(s) were unschedulable, 3 node(s) had untolerated taint {team: red}, 5 node(s) didn't match pod anti-affinity rules.",
  )
  expect(verdict).toMatchObject({ cause: 'unschedulable' })
  const advice = (verdict?.next ?? []).flatMap((step) => ('advice' in step ? [step.advice] : []))
  expect(advice).toHaveLength(3)
  expect(advice[1]).toMatch(/^Pod anti-affinity: /)
  expect(advice[2]).toMatch(/^Taint `team`: .*toleration/)
})

test.each([
  'No nodes are available that match all of the predicates: NodeUnderDiskPressure (2), NodeNetworkUnavailable (1), PodFitsHostPorts (1).',
  '0/4 nodes are available: 1 node(s) had unavailable network, 2 node(s) had disk pressure, 1 node(s) were unschedulable.',
])('tells the conditions of nodes in the words of 1.12 and before: %s', async (says) => {
  const verdict = await withoutNodes(says)
  expect(verdict).toMatchObject({ cause: 'unschedulable' })
  expect(verdict?.what).toContain('2 nodes have too little disk space (disk pressure)')
  expect(verdict?.what).toContain('1 node has no network yet')
  expect(verdict?.next).toContainEqual({
    advice: expect.stringContaining('Nodes with too little disk space'),
  })
})
