import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { workingDirectoryMissing } from './working-directory-missing.ts'

testCause(workingDirectoryMissing, {
  saysItFor: ['working-directory-is-a-file'],
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
