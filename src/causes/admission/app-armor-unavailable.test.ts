import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { appArmorUnavailable } from './app-armor-unavailable.ts'

testCause(appArmorUnavailable, {
  saysItFor: ['app-armor-unavailable', 'app-armor-unavailable-1-30'],
  staysSilentFor: {
    'j03-outofcpu': 'The node refused this pod as well, for lack of CPU.',
    'seccomp-profile-missing':
      'The other kind of security profile, and the runtime refuses it, not the admission.',
  },
})

test.each([
  [
    'AppArmor',
    'Cannot enforce AppArmor: AppArmor is not enabled on the host',
    { problem: 'AppArmor is not enabled on the host' },
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({
    cause: 'app-armor-unavailable',
    certainty: 'certain',
    container: null,
    facts,
  })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
