import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { commandNotExecutable } from './command-not-executable.ts'

testCause(commandNotExecutable, {
  saysItFor: ['command-is-a-directory', 'script-not-executable'],
  staysSilentFor: [
    'd01-command-not-found',
    'd04-poststart-fails',
    'e01-exit1-termination-message',
    'e03-segfault-139',
    'b10-wrong-arch',
    'c07-run-as-nonroot',
    'f01-liveness-exec',
    'a05-healthy-deploy',
  ],
})

test('names the program', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'exec: "/entrypoint.sh": permission denied',
  ])
  expect(verdict).toMatchObject({
    cause: 'command-not-executable',
    container: 'app',
    certainty: 'certain',
    facts: { program: '/entrypoint.sh' },
  })
})

test('knows a directory', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'exec: "/app": is a directory',
  ])
  expect(verdict).toMatchObject({
    cause: 'command-not-executable',
    container: 'app',
    certainty: 'certain',
  })
})

test('knows a program that may not even be looked at', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'exec: "./main": stat ./main: permission denied',
  ])
  expect(verdict).toMatchObject({ cause: 'command-not-executable', facts: { program: './main' } })
})
