import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { apparmorParserFailed } from './apparmor-parser-failed.ts'

testCause(apparmorParserFailed, {
  saysItFor: [],
  staysSilentFor: {
    'seccomp-profile-missing': 'The pod asks for a profile of another kind.',
  },
})

test.each([
  [
    'failed to create containerd container: get apparmor_parser version: exec: "apparmor_parser": executable file not found in $PATH',
    true,
  ],
  [
    'AppArmor enabled on system but the docker-default profile could not be loaded: running `/usr/sbin/apparmor_parser apparmor_parser -Kr /var/lib/docker/tmp/docker-default1` failed with output: AppArmor parser error for /var/lib/docker/tmp/docker-default1: syntax error, unexpected TOK_ID: exit status 1',
    false,
  ],
])('knows %s', async (words, isMissing) => {
  const { verdict } = await rewordedDiagnosis('command-not-in-image', [
    /failed to create (?:containerd task|shim task).*/,
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'apparmor-parser-failed', container: 'app', facts: { isMissing } })
})
