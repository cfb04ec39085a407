import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageInspectFailed } from './image-inspect-failed.ts'

testCause(imageInspectFailed, {
  saysItFor: [],
  staysSilentFor: [
    'b01-image-tag-missing',
    'b02-image-private-401',
    'b04-registry-dns',
    'b12-missing-pull-secret',
    'b14-init-image-missing',
    'b06-invalid-image-name',
    'c01-configmap-missing',
    'a05-healthy-deploy',
  ],
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
