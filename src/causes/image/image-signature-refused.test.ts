import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageSignatureRefused } from './image-signature-refused.ts'

testCause(imageSignatureRefused, {
  saysItFor: [],
  staysSilentFor: {
    'b02-image-private-401': 'The registry refuses, not a policy of the node.',
    'layer-corrupt': 'The content does not match its digest; no signature was looked at.',
  },
})

test('knows the reason of CRI-O', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b02-image-private-401',
    [/^ImagePullBackOff$/, 'SignatureValidationFailed'],
    [
      /Back-off pulling image .*/,
      'image pull failed for 127.0.0.1:5000/private/api:1 because the signature validation failed: Source image rejected: A signature was required, but no signature exists',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'image-signature-refused',
    container: 'app',
    certainty: 'certain',
    facts: { image: '127.0.0.1:5000/private/api:1' },
  })
})
