import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { attachmentLimit } from './attachment-limit.ts'

testCause(attachmentLimit, {
  saysItFor: [],
  staysSilentFor: {
    'j03-outofcpu': 'The node lacks CPU, which is no volume.',
    'volume-attached-elsewhere': 'One volume is in use on another node; this node could attach more.',
  },
})

test.each([
  [
    'VolumeAttachmentLimitExceeded',
    'Node has reached its volume attachment limit, rejecting pod. unmounted volumes=[data], unattached volumes=[data], failed to process volumes=[]: context deadline exceeded',
    { volumes: ['data'] },
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({ cause: 'attachment-limit', certainty: 'certain', container: null, facts })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
