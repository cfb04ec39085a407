import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageDiskFull } from './image-disk-full.ts'

testCause(imageDiskFull, {
  saysItFor: [],
  staysSilentFor: {
    'b01-image-tag-missing': 'The registry has no such tag; the disk was not needed.',
    'layer-corrupt': 'A layer arrived, and is not what it should be.',
  },
})

test('knows the words of the kernel', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'failed to extract layer sha256:12: write /var/lib/containerd/x: no space left on device',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-disk-full',
    container: 'app',
    certainty: 'certain',
    facts: { image: '127.0.0.1:5000/private/api:1' },
  })
})
