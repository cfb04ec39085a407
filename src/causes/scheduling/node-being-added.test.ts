import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { rfc3339 } from '../../pod/json.ts'
import { readPod } from '../../pod/reading.ts'
import { nodeBeingAdded } from './node-being-added.ts'

testCause(nodeBeingAdded, {
  saysItFor: [],
  staysSilentFor: {
    'h01-insufficient-cpu': 'No autoscaler says anything.',
    'waits-for-its-victim': 'The pod waits for room on a node that is there.',
  },
})

/** A recorded pod that fits nowhere, with an event of an autoscaler so long before the reading. */
async function withEvent(reason: string, component: string, message: string, minutesAgo: number) {
  const [snapshot] = await rewordedSnapshots('h01-insufficient-cpu')
  const [first] = snapshot!.events
  const at = rfc3339(Date.parse(snapshot!.takenAt) - minutesAgo * 60_000)
  const told = {
    metadata: { name: 'told' },
    involvedObject: first!.involvedObject,
    type: 'Normal',
    reason,
    message,
    source: { component },
    firstTimestamp: at,
    lastTimestamp: at,
  }
  return diagnose(readPod({ ...snapshot!, events: [...snapshot!.events, told] } as typeof snapshot & object))
}

test.each([
  [
    'TriggeredScaleUp',
    'cluster-autoscaler',
    'pod triggered scale-up: [{pool-a 2->3 (max: 5)} {pool-b 0->1 (max: 5)}]',
    /node group `pool-a` from 2 to 3 and node group `pool-b` from 0 to 1/,
  ],
  ['Nominated', 'karpenter', 'Pod should schedule on: nodeclaim/default-k2x9p', /`nodeclaim\/default-k2x9p`/],
  [
    'Nominated',
    'karpenter',
    'Pod should schedule on ip-10-0-3-9.ec2.internal',
    /`ip-10-0-3-9\.ec2\.internal`/,
  ],
])('a pod whose node is being made waits: %s %s %s', async (reason, component, message, where) => {
  const { verdict, outcome, findings } = await withEvent(reason, component, message, 2)
  expect(verdict).toMatchObject({ cause: 'node-being-added', certainty: 'certain' })
  expect(verdict?.what).toMatch(where)
  expect(verdict?.what).toContain('2 min ago')
  expect([outcome, findings]).toEqual(['waiting', []])
  const late = await withEvent(reason, component, message, 20)
  expect(late.verdict).toMatchObject({ cause: 'node-not-added', certainty: 'likely' })
  expect(late.outcome).toBe('failing')
})
