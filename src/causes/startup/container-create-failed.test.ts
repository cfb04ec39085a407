import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { containerCreateFailed } from './container-create-failed.ts'

testCause(containerCreateFailed, {
  saysItFor: [],
  staysSilentFor: [
    'd01-command-not-found',
    'd04-poststart-fails',
    'e01-exit1-termination-message',
    'e03-segfault-139',
    'b10-wrong-arch',
    'c07-run-as-nonroot',
    'f01-liveness-exec',
    'a05-healthy-deploy',
  ],
})

test('quotes words that no cause knows', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      'configmap "app-config" not found',
      'error gathering device information while adding custom device "/dev/fuse": no such file or directory',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'container-create-failed',
    container: 'app',
    certainty: 'certain',
  })
})
