import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { commandNotExecutable } from './command-not-executable.ts'

testCause(commandNotExecutable, {
  saysItFor: ['command-is-a-directory', 'script-not-executable'],
  staysSilentFor: {
    'd01-command-not-found': 'The program does not exist.',
    'b10-wrong-arch': 'The program may be executed, and is made for another machine.',
  },
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
  expect(verdict).toMatchObject({
    cause: 'command-not-executable',
    facts: { program: './main', isHidden: true },
  })
  expect(verdict?.what).toContain('may not be reached')
})
