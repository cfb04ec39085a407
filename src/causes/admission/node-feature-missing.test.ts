import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { nodeFeatureMissing } from './node-feature-missing.ts'

testCause(nodeFeatureMissing, {
  saysItFor: [],
  staysSilentFor: {
    'j03-outofcpu': 'The node knows all features that the pod needs, and lacks CPU.',
    'app-armor-unavailable-1-30': 'AppArmor has a cause of its own, with a fix of its own.',
  },
})

test.each([
  [
    'PodLevelResourcesNotSupported',
    'PodLevelResources feature gate is disabled',
    { reason: 'PodLevelResourcesNotSupported' },
  ],
  [
    'PodFeatureUnsupported',
    'Pod requires node features that are not available: GuaranteedQoSPodCPUResize',
    { reason: 'PodFeatureUnsupported' },
  ],
  [
    'SupplementalGroupsPolicyNotSupported',
    'SupplementalGroupsPolicy=Strict is not supported in this node',
    {},
  ],
])('recognises %s: %s', async (reason, words, facts) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, reason],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({
    cause: 'node-feature-missing',
    certainty: 'certain',
    container: null,
    facts,
  })
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})
