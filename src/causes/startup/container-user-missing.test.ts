import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { containerUserMissing } from './container-user-missing.ts'

testCause(containerUserMissing, {
  saysItFor: [],
  staysSilentFor: {
    'c07-run-as-nonroot': 'The user is known, and refused.',
    'd01-command-not-found': 'The user exists; the program does not.',
  },
})

test('names the user', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'unable to find user web: no matching entries in passwd file',
  ])
  expect(verdict).toMatchObject({
    cause: 'container-user-missing',
    container: 'app',
    certainty: 'certain',
    facts: { user: 'web' },
  })
})

test('knows the words of containerd', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      'configmap "app-config" not found',
      'failed to create containerd container: mount callback failed on /tmp/x: no users found',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'container-user-missing',
    container: 'app',
    certainty: 'certain',
  })
})
