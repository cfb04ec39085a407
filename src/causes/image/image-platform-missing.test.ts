import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imagePlatformMissing } from './image-platform-missing.ts'

testCause(imagePlatformMissing, {
  saysItFor: ['image-for-arm-only'],
  staysSilentFor: {
    'b10-wrong-arch': 'The image says that it fits; its program does not.',
    'b01-image-tag-missing': 'The image is built for no platform at all.',
  },
})

test('knows the words of containerd, which end in "not found"', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'no match for platform in manifest: not found',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-platform-missing',
    container: 'app',
    certainty: 'certain',
    facts: { platform: 'linux/amd64' },
  })
})

test('knows the words of dockerd', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'no matching manifest for linux/arm64/v8 in the manifest list entries',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-platform-missing',
    container: 'app',
    certainty: 'certain',
  })
})

test('knows the words of CRI-O', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'choosing an image from manifest list docker://127.0.0.1:5000/private/api:1: no image found in image index for architecture "arm64", variant "v8", OS "linux"',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-platform-missing',
    container: 'app',
    certainty: 'certain',
  })
})
