import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { nodeShuttingDown } from './node-shutting-down.ts'

testCause(nodeShuttingDown, {
  saysItFor: [],
  staysSilentFor: {
    'j03-outofcpu': 'The node stays up, and lacks CPU.',
    'node-lost': 'The node went without saying that it shuts down.',
  },
})

test.each([['NodeShutdown', 'Pod was rejected as the node is shutting down.', {}]])(
  'recognises %s: %s',
  async (reason, words, facts) => {
    const { verdict, findings, outcome } = await rewordedDiagnosis(
      'j03-outofcpu',
      [/^OutOfcpu$/, reason],
      [/Node didn't have enough resource.*/, words],
    )
    expect(verdict).toMatchObject({
      cause: 'node-shutting-down',
      certainty: 'certain',
      container: null,
      facts,
    })
    expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
    expect(findings).toEqual([])
    expect(outcome).toBe('failed')
  },
)
