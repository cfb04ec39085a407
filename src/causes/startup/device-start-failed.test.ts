import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { deviceStartFailed } from './device-start-failed.ts'

testCause(deviceStartFailed, {
  saysItFor: [],
  staysSilentFor: {
    'd01-command-not-found': 'The runtime had all devices, and not the program.',
    'h11-gpu': 'No node has the device.',
  },
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
