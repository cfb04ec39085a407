import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { networkNotReady } from './network-not-ready.ts'

testCause(networkNotReady, {
  saysItFor: ['network-not-ready', 'network-not-ready-1-30'],
  staysSilentFor: {
    'network-plugin-missing': 'The node is ready; the plugin fails for this pod.',
    'c05-configmap-volume-missing': 'The sandbox waits for a volume, which is not the network.',
  },
})

test('knows the words of the runtime', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to setup network for sandbox "12ab": cni plugin not initialized',
  ])
  expect(verdict).toMatchObject({
    cause: 'network-not-ready',
    container: null,
    certainty: 'certain',
  })
})

test('knows the event of the kubelet', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c14-runtimeclass-handler',
    [
      'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
      'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
    ],
    [/^FailedCreatePodSandBox$/, 'NetworkNotReady'],
  )
  expect(verdict).toMatchObject({
    cause: 'network-not-ready',
    container: null,
    certainty: 'certain',
    facts: { message: 'Network plugin returns error: cni plugin not initialized' },
  })
})
