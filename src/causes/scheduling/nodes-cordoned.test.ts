import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { nodesCordoned } from './nodes-cordoned.ts'

testCause(nodesCordoned, {
  saysItFor: ['cordoned-node', 'cordoned-node-1-36', 'cordoned-node-1-30'],
  staysSilentFor: {
    'h04-taint': "Somebody's own taint, which no uncordon takes away.",
    'unscheduled-node-not-ready': 'The node takes no pods because it does not report.',
  },
})

test('leads before the taints of nodes that are meant for others', async () => {
  const [snapshot] = await rewordedSnapshots(
    'h01-insufficient-cpu',
    ['1 Insufficient cpu', '1 node(s) were unschedulable'],
    ['64', '1'],
  )
  const nodes = snapshot!.nodes.map((node) =>
    node.metadata?.name === 'node-a'
      ? {
          ...node,
          spec: {
            unschedulable: true,
            taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }],
          },
        }
      : node,
  )
  const { verdict } = diagnose(readPod({ ...snapshot!, nodes }))
  expect(verdict).toMatchObject({
    cause: 'nodes-cordoned',
    certainty: 'certain',
    facts: { nodes: ['node-a'] },
  })
  expect(verdict?.next).toContainEqual({ command: 'kubectl uncordon node-a' })
})
