import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageNeverPulled } from './image-never-pulled.ts'

testCause(imageNeverPulled, {
  saysItFor: ['image-never-pulled'],
  staysSilentFor: {
    'b01-image-tag-missing': 'The image may be pulled, and is not there.',
  },
})

test('names the image', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b06-invalid-image-name',
    ['InvalidImageName', 'ErrImageNeverPull'],
    [
      /Failed to apply default image tag .*/,
      'Container image "shop/x:1" is not present with pull policy of Never',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'image-never-pulled',
    container: 'app',
    certainty: 'certain',
    facts: { image: 'shop/x:1' },
  })
})
