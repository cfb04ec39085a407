import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imageFormatOutdated } from './image-format-outdated.ts'

testCause(imageFormatOutdated, {
  saysItFor: [],
  staysSilentFor: {
    'b02-image-private-401': 'The registry refuses the login, whatever the format of the image is.',
  },
})

test.each([
  '[DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default and will be removed in an upcoming release.',
  'media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1, please rebuild the image',
  'failed to convert: pulling Schema 1 images have been deprecated and disabled by default since containerd v2.0',
])('knows %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'image-format-outdated', certainty: 'certain' })
  expect(verdict?.what).toContain('old format')
})
