import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { sccRefused } from './scc-refused.ts'

testCause(sccRefused, {
  saysItFor: [],
  staysSilentFor: {
    'l03-podsecurity': 'The pod security standard of the namespace refuses it, not OpenShift.',
    'l01-quota': 'Refused as well, by a quota.',
  },
})

const says = 'unable to validate against any security context constraint: '
const unusable = ': Forbidden: not usable by user or serviceaccount'

test('tells what the usable constraint objects to, and which are not granted', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    `${says}[provider "anyuid"${unusable}, provider restricted-v2: .spec.securityContext.fsGroup: Invalid value: []int64{1001}: 1001 is not an allowed group, provider restricted-v2: .containers[0].runAsUser: Invalid value: 1001: must be in the ranges: [1000750000, 1000759999], provider "nonroot-v2"${unusable}]`,
  ])
  expect(verdict).toMatchObject({
    cause: 'scc-refused',
    certainty: 'certain',
    facts: {
      tried: ['restricted-v2'],
      notGranted: ['anyuid', 'nonroot-v2'],
      objections: [
        '`spec.securityContext.fsGroup`: 1001 is not an allowed group',
        '`containers[0].runAsUser` (1001): must be in the ranges: [1000750000, 1000759999]',
      ],
      account: 'default',
    },
  })
  expect(verdict?.why).toContain('SCC `restricted-v2` may be used, and objects to')
  expect(findings).toEqual([])
})

test('reads the list of old servers, which names no provider', async () => {
  const { verdict } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    `${says}[fsGroup: Invalid value: []int64{5555}: 5555 is not an allowed group spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed]`,
  ])
  expect(verdict?.facts).toMatchObject({
    tried: [],
    objections: [
      '`fsGroup`: 5555 is not an allowed group',
      '`spec.containers[0].securityContext.privileged`: Privileged containers are not allowed',
    ],
  })
})

test('an empty list invents no objection', async () => {
  const { verdict } = await rewordedDiagnosis('l01-quota', [/exceeded quota: .*/, `${says}[]`])
  expect(verdict?.facts).toMatchObject({ tried: [], notGranted: [], objections: [] })
  expect(verdict?.why).toContain('there seems to be none that the service account may use')
  expect(verdict?.next[1]).toMatchObject({ advice: expect.stringContaining('-z default -n ') })
})
