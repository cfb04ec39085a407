import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { preemptionPending } from './preemption-pending.ts'

testCause(preemptionPending, {
  saysItFor: ['waits-for-its-victim'],
  staysSilentFor: {
    'preemption-never': 'No pod is pushed away.',
    'h01-insufficient-cpu': 'No victim would help.',
  },
})

/** A recorded pod that fits nowhere, with a nomination and this text about preemption. */
async function nominated(node: string, preemption: string) {
  const [snapshot] = await rewordedSnapshots('h01-insufficient-cpu', [
    / no new claims to deallocate, preemption: .*/,
    preemption,
  ])
  const pod = { ...snapshot!.pod, status: { ...snapshot!.pod?.status, nominatedNodeName: node } }
  return diagnose(readPod({ ...snapshot!, pod }))
}

test.each(['', ' preemption: not eligible due to a terminating pod on the nominated node.'])(
  'leads before what was short when room was made, and is no failure: %s',
  async (preemption) => {
    const [snapshot] = await rewordedSnapshots('h01-insufficient-cpu')
    const node = readPod(snapshot!).nodes[0]!.name
    const { verdict, findings, outcome } = await nominated(node, preemption)
    expect(verdict).toMatchObject({ cause: 'preemption-pending', certainty: 'likely', facts: { node } })
    expect(outcome).toBe('waiting')
    expect(findings).toEqual([])
  },
)

test('a nomination for a node that is gone, or that the scheduler no longer counts on, is stale', async () => {
  const [snapshot] = await rewordedSnapshots('h01-insufficient-cpu')
  const node = readPod(snapshot!).nodes[0]!.name
  const stale = [
    await nominated('a-node-that-is-gone', ''),
    await nominated(
      node,
      ' preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    ),
  ]
  for (const { verdict, findings } of stale) {
    expect(verdict).toMatchObject({ cause: 'insufficient-resources' })
    expect(findings).toEqual([])
  }
})
