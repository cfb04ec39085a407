import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { memoryTooLowToStart } from './memory-too-low-to-start.ts'

testCause(memoryTooLowToStart, {
  saysItFor: ['memory-limit-too-small-to-start'],
  staysSilentFor: [
    'd01-command-not-found',
    'd04-poststart-fails',
    'e01-exit1-termination-message',
    'e03-segfault-139',
    'b10-wrong-arch',
    'c07-run-as-nonroot',
    'f01-liveness-exec',
    'a05-healthy-deploy',
    'c14-runtimeclass-handler',
    'e02-oomkilled',
  ],
})

test('knows a container that dies before its start', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'container init was OOM-killed (memory limit too low?)',
  ])
  expect(verdict).toMatchObject({
    cause: 'memory-too-low-to-start',
    container: 'app',
    certainty: 'certain',
  })
})

test('knows a sandbox that does', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
  ])
  expect(verdict).toMatchObject({
    cause: 'memory-too-low-to-start',
    container: null,
    certainty: 'certain',
  })
})
