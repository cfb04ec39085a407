import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { nodeNotAdded } from './node-not-added.ts'

testCause(nodeNotAdded, {
  saysItFor: [],
  staysSilentFor: {
    'h01-insufficient-cpu': 'No autoscaler says anything.',
    'waits-for-its-victim': 'The pod waits for room on a node that is there.',
  },
})

/** A recorded pod that fits nowhere, with this event at the time of the reading. */
async function withEvent(reason: string, component: string, message: string) {
  const [snapshot] = await rewordedSnapshots('h01-insufficient-cpu')
  const [first] = snapshot!.events
  const told = {
    metadata: { name: 'told' },
    involvedObject: first!.involvedObject,
    type: 'Normal',
    reason,
    message,
    source: { component },
    lastTimestamp: snapshot!.takenAt,
  }
  return diagnose(readPod({ ...snapshot!, events: [...snapshot!.events, told] } as typeof snapshot & object))
    .verdict
}

test.each([
  [
    'NotTriggerScaleUp',
    "pod didn't trigger scale-up: 2 in backoff after failed scale-up, 1 max node group size reached",
  ],
  [
    'FailedScaleUp',
    'Node scale up in zones europe-west1-b associated with this pod failed: GCE out of resources. Pod is at risk of not being scheduled.',
  ],
])('tells a scale-up that failed: %s', async (reason, message) => {
  const verdict = await withEvent(reason, 'cluster-autoscaler', message)
  expect(verdict).toMatchObject({ cause: 'node-not-added', certainty: 'certain' })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining('quota') })
})

test.each([
  [
    'NotTriggerScaleUp',
    'cluster-autoscaler',
    "pod didn't trigger scale-up: 1 max node group size reached",
    /The cluster autoscaler adds no node for it: "1 max node group size reached"/,
  ],
  [
    'FailedScheduling',
    'karpenter',
    'Failed to schedule pod, incompatible with nodepool "default", daemonset overhead={"cpu":"1"}, no instance type satisfied resources {"cpu":"900"}',
    /Karpenter adds no node for it: .*incompatible with nodepool/,
  ],
])(
  'an autoscaler that could not help is told beside the reason: %s %s',
  async (reason, by, message, says) => {
    const verdict = await withEvent(reason, by, message)
    expect(verdict).toMatchObject({ cause: 'insufficient-resources' })
    expect(verdict?.why).toMatch(says)
  },
)
