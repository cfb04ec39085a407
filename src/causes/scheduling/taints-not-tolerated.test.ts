import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { readPod } from '../../pod/reading.ts'
import { taintsNotTolerated } from './taints-not-tolerated.ts'

testCause(taintsNotTolerated, {
  saysItFor: ['h04-taint'],
  staysSilentFor: {
    'cordoned-node': 'The taint that a cordon sets has a cause of its own.',
    'h03-nodeselector': 'No taint, but labels keep the pod away.',
  },
})

test('names the taint of the one node that the selector leaves', async () => {
  const [match] = await matchesIn(taintsNotTolerated, 'h04-taint')
  expect(match).toMatchObject({
    certainty: 'certain',
    facts: { keys: ['dedicated'], taints: ['dedicated=gpu:NoSchedule'], nodes: ['fake-gpu'] },
  })
})

test('without the nodes, takes the keys from the older wording', async () => {
  const [snapshot] = await rewordedSnapshots('h04-taint', [
    /0\/3 nodes are available.*/,
    '0/3 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}, 2 node(s) had untolerated taint {node.kubernetes.io/not-ready: }. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling..',
  ])
  const pod = readPod({ ...snapshot!, nodes: [], gaps: [{ source: 'nodes', why: 'forbidden' }] })
  const [match] = taintsNotTolerated.match(pod)
  expect(match).toMatchObject({
    certainty: 'certain',
    facts: { keys: ['dedicated', 'node.kubernetes.io/not-ready'], nodes: [] },
  })
})

test('advises to repair the node where the cluster set the taint', async () => {
  const { verdict } = await rewordedDiagnosis(
    'h04-taint',
    ['dedicated', 'node.kubernetes.io/not-ready'],
    ["1 node(s) didn't match Pod's node affinity/selector, 2 node(s)", '3 node(s)'],
  )
  expect(verdict).toMatchObject({
    cause: 'taints-not-tolerated',
    facts: { keys: ['node.kubernetes.io/not-ready'] },
  })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining('Repair the node') })
})

test.each([
  ['node.cloudprovider.kubernetes.io/uninitialized', 'cloud controller manager'],
  ['ToBeDeletedByClusterAutoscaler', 'cluster autoscaler removes it'],
  ['karpenter.sh/disrupted', 'Karpenter drains it'],
  ['readiness.k8s.io/network', 'NodeReadinessRule'],
  ['node.cilium.io/agent-not-ready', '`cilium` pod'],
  ['ebs.csi.aws.com/agent-not-ready', 'agent that the taint is named after'],
  ['node.kubernetes.io/disk-pressure', 'free disk space'],
])('never advises to tolerate %s, which a component sets and removes', async (key, look) => {
  const { verdict } = await rewordedDiagnosis(
    'h04-taint',
    ['dedicated', key],
    ["1 node(s) didn't match Pod's node affinity/selector, 2 node(s)", '3 node(s)'],
  )
  expect(verdict).toMatchObject({ cause: 'taints-not-tolerated', facts: { keys: [key] } })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(look) })
  expect(JSON.stringify([verdict?.what, verdict?.why, verdict?.next])).not.toMatch(
    /toleration|spec\.tolerations/,
  )
})
