import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { nodeOsMismatch } from './node-os-mismatch.ts'

testCause(nodeOsMismatch, {
  saysItFor: [],
  staysSilentFor: {
    'image-for-arm-only': 'The architecture differs, not the operating system, and the pull fails for it.',
    'node-affinity-rejected': 'The labels of the node do not match, among them none of its operating system.',
  },
})

test.each([
  [
    'PodOSNotSupported',
    "Failed to admit pod as the OS field doesn't match node OS",
    { reason: 'PodOSNotSupported' },
  ],
  [
    'PodOSSelectorNodeLabelDoesNotMatch',
    "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label",
    { reason: 'PodOSSelectorNodeLabelDoesNotMatch' },
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({ cause: 'node-os-mismatch', certainty: 'certain', container: null, facts })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
