import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { podAddressesExhausted } from './pod-addresses-exhausted.ts'

testCause(podAddressesExhausted, {
  saysItFor: ['pod-addresses-used-up'],
  staysSilentFor: {
    'network-plugin-missing': 'The plugin gives no address to any pod, because it cannot work.',
  },
})

test('names the range', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to setup network for sandbox "12ab": plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.88.0.1-10.88.0.254',
  ])
  expect(verdict).toMatchObject({
    cause: 'pod-addresses-exhausted',
    container: null,
    certainty: 'certain',
    facts: { range: '10.88.0.1-10.88.0.254' },
  })
})

test('knows the words of AWS', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to setup network for sandbox "12ab": plugin type="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
  ])
  expect(verdict).toMatchObject({
    cause: 'pod-addresses-exhausted',
    container: null,
    certainty: 'certain',
  })
})

test.each([
  // Cilium, Calico, whereabouts, Azure, Kube-OVN, Terway.
  'networkPlugin cni failed to set up pod "app_shop" network: unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure No more IPs available',
  'plugin type="calico" failed (add): failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses; No more free blocks and strict affinity enabled',
  'plugin type="whereabouts" failed (add): error at storage engine: Could not allocate IP in range: ip: 10.9.0.1 / - 10.9.0.6 / range: 10.9.0.0/29',
  'plugin type="azure-vnet" failed (add): Failed to allocate address: Failed to delegate: Failed to allocate address: No available addresses',
  'plugin type="kube-ovn" failed (add): RPC failed; request ip return 500 no address allocated: NoAvailableAddress',
  'plugin type="terway" failed (add): cmdAdd: error alloc ip: InvalidVSwitchId.IpNotEnough, the specified VSwitch has not enough IpAddress',
])('knows the words of other plugins: %s', async (says) => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'failed to get sandbox runtime: no runtime for "runsc" is configured',
    `failed to setup network for sandbox "12ab": ${says}`,
  ])
  expect(verdict).toMatchObject({ cause: 'pod-addresses-exhausted', certainty: 'certain' })
})
