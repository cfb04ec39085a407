import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageNameInvalid } from './image-name-invalid.ts'

testCause(imageNameInvalid, {
  saysItFor: ['b06-invalid-image-name', 'image-name-upper-case'],
  staysSilentFor: {
    'b01-image-tag-missing': 'The name is well formed; nothing bears it.',
  },
})

test('knows a digest that is too short', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b06-invalid-image-name',
    ['Shop/Web:latest!!', 'busybox@sha256:1234'],
    [': repository name (Web) must be lowercase', ''],
  )
  expect(verdict).toMatchObject({
    cause: 'image-name-invalid',
    container: 'app',
    certainty: 'certain',
    facts: { image: 'busybox@sha256:1234', problem: 'invalid reference format' },
  })
})
