import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageContentMismatch } from './image-content-mismatch.ts'

testCause(imageContentMismatch, {
  saysItFor: ['layer-corrupt'],
  staysSilentFor: {
    'layer-missing': 'The layer is not there at all.',
    'registry-sign-in-page': 'It is of another kind, and its digest fits.',
  },
})

const other = [
  // containerd, a download cut short.
  'failed commit on ref "layer-sha256:aa": "layer-sha256:aa" failed size validation: 4096 != 8192: failed precondition',
  // containers/image (CRI-O).
  'writing blob: storing blob to file "/var/tmp/storage1/2": happened during read: Digest did not match, expected sha256:aa, got sha256:bb',
  // dockerd.
  'filesystem layer verification failed for digest sha256:aa',
  // containers/image, the manifest.
  'reading manifest 1 in registry: Manifest does not match provided manifest digest sha256:aa',
]

test.each(other)('knows %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'image-content-mismatch', container: 'app', certainty: 'certain' })
})

test('tells the sizes, and a part that is empty', async () => {
  const short = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    other[0]!,
  ])
  expect(short.verdict?.facts).toMatchObject({ receivedBytes: 4096, expectedBytes: 8192, part: 'layer' })
  const empty = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed commit on ref "layer-sha256:aa": unexpected commit digest sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, expected sha256:aa: failed precondition',
  ])
  expect(empty.verdict?.facts).toMatchObject({ isEmpty: true })
})
