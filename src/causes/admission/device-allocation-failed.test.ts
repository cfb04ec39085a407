import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { deviceAllocationFailed } from './device-allocation-failed.ts'

testCause(deviceAllocationFailed, {
  saysItFor: [],
  staysSilentFor: {
    'j03-outofcpu': 'CPU is no device of a plugin: the scheduler and the node count it themselves.',
    'h11-gpu': 'No node has the device at all, so that the scheduler placed the pod nowhere.',
  },
})

test.each([
  [
    'UnexpectedAdmissionError',
    'Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 1, Available: 0, which is unexpected',
    { resource: 'nvidia.com/gpu', requested: '1', available: '0' },
  ],
  [
    'UnexpectedAdmissionError',
    'Allocate failed due to rpc error: code = Unknown desc = device lost, which is unexpected',
    { resource: '', requested: '' },
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({
    cause: 'device-allocation-failed',
    certainty: 'certain',
    container: null,
    facts,
  })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
