import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageNameAmbiguous } from './image-name-ambiguous.ts'

testCause(imageNameAmbiguous, {
  saysItFor: [],
  staysSilentFor: {
    'b06-invalid-image-name': 'The name is malformed, with a registry or without one.',
    'b01-image-tag-missing': 'The image names its registry.',
  },
})

test('knows the words of CRI-O', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b06-invalid-image-name',
    ['InvalidImageName', 'ImageInspectError'],
    [
      /Failed to apply default image tag .*/,
      'Failed to inspect image "Shop/Web:latest!!": rpc error: code = Unknown desc = short name mode is enforcing, but image name web returns ambiguous list',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'image-name-ambiguous',
    container: 'app',
    certainty: 'certain',
  })
})

test('knows a pull without registries to search', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'short-name "api:1" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-name-ambiguous',
    container: 'app',
    certainty: 'certain',
  })
})

test('knows the words of CRI-O before 1.20', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b06-invalid-image-name',
    ['InvalidImageName', 'ImageInspectError'],
    [
      /Failed to apply default image tag .*/,
      'Failed to inspect image "web": rpc error: code = Unknown desc = no registries configured while trying to pull an unqualified image',
    ],
  )
  expect(verdict).toMatchObject({ cause: 'image-name-ambiguous' })
})
