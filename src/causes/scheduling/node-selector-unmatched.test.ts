import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { readPod } from '../../pod/reading.ts'
import { nodeSelectorUnmatched } from './node-selector-unmatched.ts'

testCause(nodeSelectorUnmatched, {
  saysItFor: ['h03-nodeselector'],
  staysSilentFor: {
    'h04-taint': 'The labels match; a taint keeps the pod away.',
    'volume-on-another-node': "The labels of the pod's own spec match; those of its volume do not.",
  },
})

test('names the label that no node has', async () => {
  const [match] = await matchesIn(nodeSelectorUnmatched, 'h03-nodeselector')
  expect(match).toMatchObject({ certainty: 'certain', facts: { labels: ['disktype=nvme'] } })
})

test('is not singled out among several reasons where the nodes could not be read', async () => {
  const [snapshot] = await rewordedSnapshots('h04-taint')
  const pod = readPod({ ...snapshot!, nodes: [], gaps: [{ source: 'nodes', why: 'forbidden' }] })
  expect([...nodeSelectorUnmatched.match(pod)]).toEqual([])
})

test('reads the words of a PreFilter, 1.32 on', async () => {
  const { verdict } = await rewordedDiagnosis('h03-nodeselector', [
    /0\/3 nodes are available.*/,
    "0/3 nodes are available: 3 node(s) didn't satisfy plugin(s) [NodeAffinity]. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
  ])
  expect(verdict?.cause).toBe('node-selector-unmatched')
})
