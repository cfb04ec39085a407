import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { runtimeHandlerMissing } from './runtime-handler-missing.ts'

testCause(runtimeHandlerMissing, {
  saysItFor: ['c14-runtimeclass-handler'],
  staysSilentFor: {
    'network-plugin-missing': 'The runtime is known; its network is not.',
  },
})

test('knows the words of CRI-O', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to find runtime handler runsc from runtime list map[crun:0xc0 runc:0xc1]',
  ])
  expect(verdict).toMatchObject({
    cause: 'runtime-handler-missing',
    container: null,
    certainty: 'certain',
    facts: { handler: 'runsc', runtimeClass: 'gvisor' },
  })
})

test('knows a shim that is not installed', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = NotFound desc = failed to create containerd task: failed to start shim: failed to resolve runtime path: runtime "io.containerd.runsc.v1" binary not installed "containerd-shim-runsc-v1": file does not exist',
  ])
  expect(verdict).toMatchObject({
    cause: 'runtime-handler-missing',
    container: null,
    certainty: 'certain',
    facts: { handler: 'io.containerd.runsc.v1' },
  })
})
