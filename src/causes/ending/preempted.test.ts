import { expect, test } from 'vitest'
import { altered, alteredDiagnosis, withCondition } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { preempted } from './preempted.ts'

testCause(preempted, {
  saysItFor: ['waits-for-its-victim'],
  staysSilentFor: {
    'preemption-never': 'A more important pod is there, and may not push any away.',
    'drained-held-by-finalizer': 'Somebody drained the node; no pod needed the room.',
  },
})

const says = 'default-scheduler: preempting to accommodate a higher priority pod'

test.each(['PreemptionByScheduler', 'PreemptionByKubeScheduler'])(
  'goes by the condition: %s',
  async (reason) => {
    const diagnosis = await alteredDiagnosis('k02-ignores-sigterm', [
      withCondition('DisruptionTarget', 'True', reason, says),
    ])
    expect(diagnosis.verdict).toMatchObject({
      cause: 'preempted',
      certainty: 'certain',
      container: null,
      facts: { by: 'scheduler', says },
    })
    expect(diagnosis.outcome).toBe('terminating')
  },
)

test('is only likely by the event alone', async () => {
  const { verdict } = await alteredDiagnosis('k02-ignores-sigterm', [
    [/"reason":"Killing"/, '"reason":"Preempted"'],
    ['Stopping container app', 'Preempted by pod 71ddeedd-66bd-411b-b07b-559470da8100 on node node-a'],
  ])
  expect(verdict).toMatchObject({ cause: 'preempted', certainty: 'likely' })
})

test('knows the kubelet, which ends the pod for a critical one', async () => {
  const { verdict, findings } = await alteredDiagnosis('j05-deadline-exceeded', [
    ['"reason":"DeadlineExceeded"', '"reason":"Preempting"'],
    [
      'Pod was active on the node longer than the specified deadline',
      'Preempted in order to admit critical pod',
    ],
  ])
  expect(verdict).toMatchObject({ cause: 'preempted', certainty: 'certain', facts: { by: 'kubelet' } })
  expect(findings.map(({ stage }) => stage)).not.toContain('crash')
})

test('is silent about a condition that was taken back', async () => {
  const pod = await altered('k02-ignores-sigterm', [
    withCondition('DisruptionTarget', 'False', 'PreemptionByScheduler', says),
  ])
  expect([...preempted.match(pod)]).toEqual([])
})

test.each([
  ['Preempted by shop/checkout-5d7 on node node-a', { preemptor: 'shop/checkout-5d7', preemptorUid: '' }],
  [
    'Preempted by a pod 71ddeedd-66bd-411b-b07b-559470da8100 on node node-a',
    { preemptor: '', preemptorUid: '71ddeedd-66bd-411b-b07b-559470da8100' },
  ],
])('names for whom it had to go: %s', async (message, facts) => {
  const { verdict } = await alteredDiagnosis('k02-ignores-sigterm', [
    [/"reason":"Killing"/, '"reason":"Preempted"'],
    ['Stopping container app', message],
  ])
  expect(verdict).toMatchObject({ cause: 'preempted', facts })
  const shown = `${verdict?.what} ${JSON.stringify(verdict?.next)}`
  expect(shown).toContain(facts.preemptor || facts.preemptorUid)
})
