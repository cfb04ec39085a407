import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { topologyAffinityError } from './topology-affinity-error.ts'

testCause(topologyAffinityError, {
  saysItFor: [],
  staysSilentFor: {
    'j03-outofcpu': 'There is not enough CPU; how close together it lies was not asked.',
    'h01-insufficient-cpu': 'The scheduler does not know of the topology inside a node.',
  },
})

test.each([
  [
    'TopologyAffinityError',
    'Resources cannot be allocated with Topology locality',
    { reason: 'TopologyAffinityError' },
  ],
  [
    'Topology Affinity Error',
    'Resources cannot be allocated with Topology Locality',
    { reason: 'TopologyAffinityError' },
  ],
  [
    'SMTAlignmentError',
    'SMT Alignment Error: requested 3 cpus not multiple cpus per core = 2',
    { reason: 'SMTAlignmentError' },
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({
    cause: 'topology-affinity-error',
    certainty: 'certain',
    container: null,
    facts,
  })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
