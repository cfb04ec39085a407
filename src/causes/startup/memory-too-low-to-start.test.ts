import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { memoryTooLowToStart } from './memory-too-low-to-start.ts'

testCause(memoryTooLowToStart, {
  saysItFor: ['memory-limit-too-small-to-start'],
  staysSilentFor: {
    'e02-oomkilled': 'The program ran, and used up its memory.',
    'c14-runtimeclass-handler': 'The sandbox fails before any limit is set.',
  },
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
