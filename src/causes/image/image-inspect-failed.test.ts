import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageInspectFailed } from './image-inspect-failed.ts'

testCause(imageInspectFailed, {
  saysItFor: [],
  staysSilentFor: {
    'image-never-pulled': 'The store can be read, and has no such image.',
    'b06-invalid-image-name': 'The name fails before the store is asked.',
  },
})

test('quotes the runtime', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b06-invalid-image-name',
    ['InvalidImageName', 'ImageInspectError'],
    [
      /Failed to apply default image tag .*/,
      'Failed to inspect image "x:1": rpc error: code = Unavailable desc = connection error',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'image-inspect-failed',
    container: 'app',
    certainty: 'certain',
  })
})
