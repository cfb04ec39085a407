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
