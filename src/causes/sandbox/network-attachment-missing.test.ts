import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { networkAttachmentMissing } from './network-attachment-missing.ts'

testCause(networkAttachmentMissing, {
  saysItFor: [],
  staysSilentFor: {
    'network-plugin-missing': 'A plugin is missing, not the definition of a network.',
    'pod-addresses-used-up': 'The network is defined, and full.',
  },
})

test.each([
  'failed to setup network for sandbox "12ab": plugin type="multus-shim" name="multus-cni-network" failed (add): CmdAdd (shim): CNI request failed with status 400: \'Multus: [shop/app]: error loading k8s delegates k8s args: TryLoadPodDelegates: error in getting k8s network for pod: GetNetworkDelegates: failed getting the delegate: getKubernetesDelegate: cannot find a network-attachment-definition (vlan-20) in namespace (networks): network-attachment-definitions.k8s.cni.cncf.io "vlan-20" not found',
])('names the definition and its namespace', async (says) => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'failed to get sandbox runtime: no runtime for "runsc" is configured',
    says,
  ])
  expect(verdict).toMatchObject({
    cause: 'network-attachment-missing',
    certainty: 'certain',
    facts: { network: 'vlan-20', inNamespace: 'networks' },
  })
})
