import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { noCommand } from './no-command.ts'

testCause(noCommand, {
  saysItFor: ['image-without-command'],
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

test('knows the words of containerd', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      'configmap "app-config" not found',
      'failed to generate container "1519" spec: failed to generate spec: no command specified',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'no-command',
    container: 'app',
    certainty: 'certain',
  })
})
