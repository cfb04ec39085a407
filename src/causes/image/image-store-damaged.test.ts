import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageStoreDamaged } from './image-store-damaged.ts'

testCause(imageStoreDamaged, {
  saysItFor: [],
  staysSilentFor: {
    'layer-corrupt': 'What was downloaded is wrong, not what the node holds.',
    'layer-missing': 'The registry lacks it, not the node.',
  },
})

test.each([
  // containerd, while it unpacks.
  'failed to unpack image on snapshotter overlayfs: content digest sha256:0c18: not found',
  'failed to extract layer sha256:aa: failed to get reader from content store: content digest sha256:aa: not found',
  'failed to prepare extraction snapshot "extract-1": parent snapshot sha256:aa does not exist: not found',
  // dockerd.
  'layer does not exist',
  // The disk itself.
  'open /var/lib/containerd/io.containerd.content.v1.content/blobs/sha256/aa: input/output error',
])('knows %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'image-store-damaged', container: 'app', facts: { pulled: true } })
})

test('knows an image that CRI-O holds and cannot use', async () => {
  const { verdict } = await rewordedDiagnosis(
    'command-not-in-image',
    [/^RunContainerError$|^CrashLoopBackOff$/, 'CreateContainerError'],
    [
      /^failed to create (?:containerd task|shim task).*|^back-off .*/,
      'Manifest does not match provided manifest digest sha256:3181b2',
    ],
  )
  expect(verdict).toMatchObject({ cause: 'image-store-damaged', facts: { pulled: false, mismatch: true } })
})
