import { expect, test } from 'vitest'
import { altered, alteredDiagnosis, withCondition } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { readinessGateUnmet } from './readiness-gate-unmet.ts'

testCause(readinessGateUnmet, {
  saysItFor: ['readiness-gate-unmet'],
  staysSilentFor: {
    'readiness-gate-met': 'The gate is met.',
    'f05-readiness-404': 'A container is not ready: the gate is not what is missing.',
  },
})

const gate = [
  '"restartPolicy":"Always"',
  '"restartPolicy":"Always","readinessGates":[{"conditionType":"example.com/lb"}]',
] as const
const unready = [
  /\{"type":"Ready",[^{}]*\}/,
  '{"type":"Ready","status":"False","reason":"ReadinessGatesNotReady","message":"corresponding condition of pod readiness gate \\"example.com/lb\\" does not exist."}',
] as const

test('waits for a gate that nobody has set', async () => {
  const diagnosis = await alteredDiagnosis('a05-healthy-deploy', [gate, unready])
  expect(diagnosis.verdict).toMatchObject({
    cause: 'readiness-gate-unmet',
    certainty: 'certain',
    container: null,
    facts: { gates: ['example.com/lb'], unset: ['example.com/lb'] },
  })
  expect(diagnosis.outcome).toBe('waiting')
})

test('quotes a gate that is set to False, and is silent about one that is met', async () => {
  const no = await altered('a05-healthy-deploy', [
    gate,
    unready,
    withCondition('example.com/lb', 'False', 'NoTarget', 'target not registered'),
  ])
  expect([...readinessGateUnmet.match(no)]).toMatchObject([
    { facts: { unset: [], says: ['target not registered'] } },
  ])
  const yes = await altered('a05-healthy-deploy', [gate, withCondition('example.com/lb', 'True', '', '')])
  expect([...readinessGateUnmet.match(yes)]).toEqual([])
})
