import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { containerCreateFailed } from './container-create-failed.ts'

testCause(containerCreateFailed, {
  saysItFor: [],
  staysSilentFor: {
    'd04-poststart-fails': 'The container was created; its hook failed.',
    'c07-run-as-nonroot': 'The kubelet did not ask the runtime.',
  },
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
