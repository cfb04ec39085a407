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

test.each([
  [
    'Failed to inspect image "": rpc error: code = Unknown desc = unable to convert a nil pointer to a runtime API image',
    /cri-dockerd can convert/,
  ],
  [
    'Failed to inspect image "x": rpc error: code = Unknown desc = operation timeout: context deadline exceeded',
    /did not answer in time/,
  ],
  [
    'Failed to inspect image "x": rpc error: code = Unknown desc = Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    /does not run/,
  ],
])('says what the words lead to: %s', async (words, why) => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'ImageInspectError'],
    [/^configmap "app-config" not found$/, words],
  )
  expect(verdict).toMatchObject({ cause: 'image-inspect-failed', container: 'app' })
  expect(verdict?.why).toMatch(why)
})
