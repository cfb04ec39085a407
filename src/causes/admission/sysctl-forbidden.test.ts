import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { sysctlForbidden } from './sysctl-forbidden.ts'

testCause(sysctlForbidden, {
  saysItFor: ['sysctl-forbidden', 'sysctl-forbidden-1-30', 'sysctl-forbidden-1-36'],
  staysSilentFor: {
    'j03-outofcpu': 'The node refused this pod as well, for lack of CPU.',
    'app-armor-unavailable': 'Another setting of the kernel that the node cannot apply.',
  },
})

test.each([
  [
    'SysctlForbidden',
    'forbidden sysctl: "kernel.msgmax" not allowlisted',
    { sysctl: 'kernel.msgmax', hostNamespace: false },
  ],
  [
    'SysctlForbidden',
    'forbidden sysctl: "net.core.somaxconn" not allowed with host net enabled',
    { sysctl: 'net.core.somaxconn', hostNamespace: true },
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({ cause: 'sysctl-forbidden', certainty: 'certain', container: null, facts })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
