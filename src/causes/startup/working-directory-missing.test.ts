import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { workingDirectoryMissing } from './working-directory-missing.ts'

testCause(workingDirectoryMissing, {
  saysItFor: ['working-directory-is-a-file'],
  staysSilentFor: {
    'd01-command-not-found': 'The program is missing, in a directory that exists.',
    'volume-mounted-on-a-file': 'A mount has no place; the working directory was not entered yet.',
  },
})

test('names the directory', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'error during container init: chdir to cwd ("/srv/app") set in config.json failed: permission denied',
  ])
  expect(verdict).toMatchObject({
    cause: 'working-directory-missing',
    container: 'app',
    certainty: 'certain',
    facts: { path: '/srv/app' },
  })
})

test('knows a file in its place', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'error during container init: mkdir /etc/passwd: not a directory',
  ])
  expect(verdict).toMatchObject({
    cause: 'working-directory-missing',
    container: 'app',
    certainty: 'certain',
    facts: { path: '/etc/passwd' },
  })
})

test('knows a path that is not absolute', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'unable to start container process: exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'Cwd must be an absolute path',
  ])
  expect(verdict).toMatchObject({
    cause: 'working-directory-missing',
    container: 'app',
    certainty: 'certain',
  })
})
