import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { deviceStartFailed } from './device-start-failed.ts'

testCause(deviceStartFailed, {
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

test('quotes the kubelet', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'PreStartHookError'],
    [
      'configmap "app-config" not found',
      'rpc error: code = Unknown desc = device plugin PreStartContainer failed',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'device-start-failed',
    container: 'app',
    certainty: 'certain',
  })
})
