import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { commandNotFound } from './command-not-found.ts'

testCause(commandNotFound, {
  saysItFor: ['d01-command-not-found', 'command-not-in-image', 'init-program-missing'],
  staysSilentFor: {
    'script-not-executable': 'The program exists, and may not be executed.',
    'e01-exit1-termination-message': 'The program was found, and ended with an error.',
  },
})

test('knows a program that is not on the PATH', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'exec: "start-server": executable file not found in $PATH',
  ])
  expect(verdict).toMatchObject({
    cause: 'command-not-found',
    container: 'app',
    certainty: 'certain',
    facts: { program: 'start-server' },
  })
})

test('says the same in the back-off, where only the last exit tells', async () => {
  const { verdict } = await rewordedDiagnosis(
    'd01-command-not-found',
    [/^RunContainerError$/, 'CrashLoopBackOff'],
    [/^Error: failed to create containerd task.*/, 'an event of another kind'],
  )
  expect(verdict).toMatchObject({
    cause: 'command-not-found',
    container: 'app',
    certainty: 'certain',
    facts: { program: '/usr/bin/start-server' },
  })
})

test('knows the words of CRI-O with runc', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      'configmap "app-config" not found',
      'container create failed: time="2026-11-24T01:56:48Z" level=error msg="runc create failed: unable to start container process: exec: "serve": executable file not found in $PATH"',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'command-not-found',
    container: 'app',
    certainty: 'certain',
    facts: { program: 'serve' },
  })
})

test('knows the words of CRI-O with crun', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      'configmap "app-config" not found',
      'container create failed: executable file `serve` not found in $PATH: No such file or directory',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'command-not-found',
    container: 'app',
    certainty: 'certain',
    facts: { program: 'serve' },
  })
})

test('knows the words of Windows, which name the container and not the program', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'hcs::System::CreateProcess app: The system cannot find the file specified.: unknown',
  ])
  expect(verdict).toMatchObject({ cause: 'command-not-found', container: 'app' })
  expect(verdict?.facts.program).not.toBe('app')
})
