import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { schedulingGated } from './scheduling-gated.ts'

testCause(schedulingGated, {
  saysItFor: ['h12-scheduling-gate'],
  staysSilentFor: {
    'h14-unknown-scheduler': 'The pod waits without a word as well, and has no gate.',
    'readiness-gate-unmet': 'A gate for readiness, of a pod that runs.',
  },
})

test('the pod waits and has not failed', async () => {
  const diagnosis = await rewordedDiagnosis('h12-scheduling-gate')
  expect(diagnosis.outcome).toBe('waiting')
  expect(diagnosis.verdict).toMatchObject({
    certainty: 'certain',
    facts: { gates: ['example.com/quota-check'] },
  })
})

test.each([
  ['kueue.x-k8s.io/admission', true],
  ['example.com/kueue', false],
])('knows the gates of Kueue by their name: %s', async (gate, isKueue) => {
  const [snapshot] = await rewordedSnapshots('h12-scheduling-gate')
  const pod = { ...snapshot!.pod, spec: { ...snapshot!.pod?.spec, schedulingGates: [{ name: gate }] } }
  const { verdict } = diagnose(readPod({ ...snapshot!, pod } as typeof snapshot & object))
  expect(verdict).toMatchObject({ cause: 'scheduling-gated' })
  expect(JSON.stringify(verdict?.next).includes('ClusterQueue')).toBe(isKueue)
})
