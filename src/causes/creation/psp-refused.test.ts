import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { pspRefused } from './psp-refused.ts'

testCause(pspRefused, {
  saysItFor: [],
  staysSilentFor: { 'l03-podsecurity': 'The pod security standard came after the policies, and says so.' },
})

test.each([
  'unable to validate against any pod security policy: [spec.securityContext.hostNetwork: Invalid value: true: Host network is not allowed to be used spec.containers[0].hostPort: Invalid value: 9100: Host port 9100 is not allowed to be used. Allowed ports: []]',
  'PodSecurityPolicy: unable to admit pod: [spec.securityContext.hostNetwork: Invalid value: true: Host network is not allowed to be used, spec.containers[0].hostPort: Invalid value: 9100: Host port 9100 is not allowed to be used. Allowed ports: []]',
])('reads the objections of %s', async (words) => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [/exceeded quota: .*/, words])
  expect(verdict).toMatchObject({
    cause: 'psp-refused',
    certainty: 'certain',
    facts: {
      objections: [
        '`spec.securityContext.hostNetwork`: Host network is not allowed to be used',
        '`spec.containers[0].hostPort` (9100): Host port 9100 is not allowed to be used. Allowed ports: []',
      ],
    },
  })
  expect(findings).toEqual([])
})

test.each([
  'unable to validate against any pod security policy: []',
  'no providers available to validate pod request',
])('says of "%s" that no policy may be used', async (words) => {
  const { verdict } = await rewordedDiagnosis('l01-quota', [/exceeded quota: .*/, words])
  expect(verdict).toMatchObject({ cause: 'psp-refused', facts: { objections: [] } })
  expect(verdict?.why).toContain('the right to `use` one')
})
