import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { podSecurityRefused } from './pod-security-refused.ts'

testCause(podSecurityRefused, {
  saysItFor: ['l03-podsecurity'],
  staysSilentFor: {
    'c07-run-as-nonroot': 'The pod was created; the kubelet refuses to run its container as root.',
    'l01-quota': 'Refused as well, by a quota.',
  },
})

test('names the level and the objection', async () => {
  expect(await matchesIn(podSecurityRefused, 'l03-podsecurity')).toMatchObject([
    {
      certainty: 'certain',
      facts: {
        level: 'baseline:latest',
        objections: ['privileged (container "app" must not set securityContext.privileged=true)'],
      },
    },
  ])
})

test('tells several objections apart', async () => {
  const { verdict } = await rewordedDiagnosis('l03-podsecurity', [
    /violates PodSecurity .*/,
    'violates PodSecurity "restricted:v1.30": allowPrivilegeEscalation != false (containers "a", "b" must set it), host namespaces (hostNetwork=true)',
  ])
  expect(verdict?.facts).toMatchObject({
    level: 'restricted:v1.30',
    objections: [
      'allowPrivilegeEscalation != false (containers "a", "b" must set it)',
      'host namespaces (hostNetwork=true)',
    ],
  })
})
