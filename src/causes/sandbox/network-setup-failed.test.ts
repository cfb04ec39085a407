import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { networkSetupFailed } from './network-setup-failed.ts'

testCause(networkSetupFailed, {
  saysItFor: ['network-plugin-missing', 'network-plugin-missing-1-30', 'network-plugin-missing-1-36'],
  staysSilentFor: {
    'pod-addresses-used-up': 'The plugin works, and has no address left.',
    'c14-runtimeclass-handler': 'The sandbox fails before it gets a network.',
  },
})

test('knows the words of containerd, and names the plugin', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to setup network for sandbox "12ab": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized',
  ])
  expect(verdict).toMatchObject({
    cause: 'network-setup-failed',
    container: null,
    certainty: 'certain',
    facts: { plugin: 'calico', message: 'error getting ClusterInformation: connection is unauthorized' },
  })
})

test('knows the words of CRI-O', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to create pod network sandbox k8s_app_ns_1_0(12ab): error adding pod ns_app to CNI network "multus": plugin type="multus" failed (add): timeout',
  ])
  expect(verdict).toMatchObject({
    cause: 'network-setup-failed',
    container: null,
    certainty: 'certain',
    facts: { plugin: 'multus' },
  })
})

test('knows a plugin that is not installed', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to setup network for sandbox "12ab": failed to find plugin "flannel" in path [/opt/cni/bin]',
  ])
  expect(verdict).toMatchObject({
    cause: 'network-setup-failed',
    container: null,
    certainty: 'certain',
    facts: { plugin: 'flannel', isMissing: true },
  })
})
