import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { securityProfileMissing } from './security-profile-missing.ts'

testCause(securityProfileMissing, {
  saysItFor: ['seccomp-profile-missing'],
  staysSilentFor: {
    'c07-run-as-nonroot': 'The kubelet refuses the user; no profile is asked for.',
    'd01-command-not-found': 'The runtime refuses the program, under the default profile.',
  },
})

test('names the seccomp profile', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      'configmap "app-config" not found',
      'failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/profiles/audit.json": open /var/lib/kubelet/seccomp/profiles/audit.json: no such file or directory',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'security-profile-missing',
    container: 'app',
    certainty: 'certain',
    facts: { kind: 'seccomp', profile: 'profiles/audit.json' },
  })
})

test('names the AppArmor profile', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      'configmap "app-config" not found',
      'failed to generate container "1" spec: failed to generate apparmor spec opts: apparmor profile not found k8s-nginx',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'security-profile-missing',
    container: 'app',
    certainty: 'certain',
    facts: { kind: 'AppArmor', profile: 'k8s-nginx' },
  })
})

test('tells a profile that is not on the node from one that cannot be applied', async () => {
  const of = async (words: string) =>
    (
      await rewordedDiagnosis(
        'c01-configmap-missing',
        ['CreateContainerConfigError', 'CreateContainerError'],
        ['configmap "app-config" not found', words],
      )
    ).verdict
  const path = '/var/lib/kubelet/seccomp/localhost/probe'
  const absent = await of(`cannot load seccomp profile "${path}": open ${path}: no such file or directory`)
  expect(absent?.what).toContain('seccomp profile `localhost/probe` does not exist')
  const broken = await of(`cannot load seccomp profile "${path}": unexpected end of JSON input`)
  expect(broken?.what).toContain('cannot be applied')
})
