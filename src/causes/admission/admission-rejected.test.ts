import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { admissionRejected } from './admission-rejected.ts'

testCause(admissionRejected, {
  saysItFor: [],
  staysSilentFor: {
    'j05-deadline-exceeded': 'The pod failed too, but after it was accepted: it ran to its own deadline.',
    'j01-evicted-emptydir':
      'An eviction also fails the pod with a reason, of a pod that the node had accepted.',
  },
})

test.each([
  ['InvalidNodeInfo', 'Kubelet cannot get node info.', { reason: 'InvalidNodeInfo' }],
  ['VendorSaysNo', 'the moon is in the wrong house', { message: 'the moon is in the wrong house' }],
  [
    'UnexpectedAdmissionError',
    'Unexpected error while attempting to recover from admission failure: oh',
    { reason: 'UnexpectedAdmissionError' },
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({ cause: 'admission-rejected', certainty: 'certain', container: null, facts })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
