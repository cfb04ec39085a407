import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { networkLoginRefused } from './network-login-refused.ts'

testCause(networkLoginRefused, {
  saysItFor: [],
  staysSilentFor: {
    'network-plugin-missing': 'The plugin is not there to log in.',
    'pod-addresses-used-up': 'The plugin was let in; its range is full.',
  },
})

test.each([
  [
    'failed to setup network for sandbox "12ab": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
    { plugin: 'calico', user: '' },
    'fresh kubeconfig',
  ],
  [
    'failed to setup network for sandbox "12ab": plugin type="multus" name="multus-cni-network" failed (add): Multus: [shop/api/]: error getting pod: pods "api" is forbidden: User "system:serviceaccount:kube-system:multus" cannot get resource "pods" in API group "" in the namespace "shop"',
    { plugin: 'multus', user: 'system:serviceaccount:kube-system:multus' },
    'ClusterRole',
  ],
])('tells an expired login from a missing right: %s', async (says, facts, step) => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'failed to get sandbox runtime: no runtime for "runsc" is configured',
    says,
  ])
  expect(verdict).toMatchObject({ cause: 'network-login-refused', certainty: 'certain', facts })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(step) })
})
