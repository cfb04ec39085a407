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

test('leads before what was short when room was made, and is no failure', async () => {
  const [snapshot] = await rewordedSnapshots('h01-insufficient-cpu')
  const pod = { ...snapshot!.pod, status: { ...snapshot!.pod?.status, nominatedNodeName: 'node-a' } }
  const { verdict, findings, outcome } = diagnose(readPod({ ...snapshot!, pod }))
  expect(verdict).toMatchObject({
    cause: 'preemption-pending',
    certainty: 'likely',
    facts: { node: 'node-a' },
  })
  expect(outcome).toBe('waiting')
  expect(findings).toEqual([])
})
