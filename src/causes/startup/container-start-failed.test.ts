import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { containerStartFailed } from './container-start-failed.ts'

testCause(containerStartFailed, {
  saysItFor: [],
  staysSilentFor: {
    'd04-poststart-fails': 'The container was started; its hook failed.',
    'e01-exit1-termination-message': 'The container was started, and ended.',
  },
})

test('quotes words that no cause knows, and does not call it an exit of the program', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'error during container init: unable to apply caps: operation not permitted',
  ])
  expect(verdict).toMatchObject({
    cause: 'container-start-failed',
    container: 'app',
    certainty: 'certain',
  })
})

test('knows the reason of dockershim', async () => {
  const { verdict } = await rewordedDiagnosis(
    'd01-command-not-found',
    [/^StartError$/, 'ContainerCannotRun'],
    [/^RunContainerError$/, 'CrashLoopBackOff'],
    [
      'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
      'something else',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'container-start-failed',
    container: 'app',
    certainty: 'certain',
  })
})

test('says what was being done to what, chosen from words that no cause knows', async () => {
  // runsc of gVisor under containerd 1.7.
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    /^failed to create (?:containerd task|shim task)[\s\S]*/,
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: creating container: cannot create gofer process: gofer: fork/exec /proc/self/exe: function not implemented: unknown',
  ])
  expect(verdict).toMatchObject({ cause: 'container-start-failed' })
  expect(verdict?.what).toContain(': "gofer: fork/exec /proc/self/exe: function not implemented".')
})
