import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { noCommand } from './no-command.ts'

testCause(noCommand, {
  saysItFor: ['image-without-command'],
  staysSilentFor: {
    'd01-command-not-found': 'A command is named, and does not exist.',
  },
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
