import { expect, test } from 'vitest'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { claimUnbound } from './claim-unbound.ts'

testCause(claimUnbound, {
  saysItFor: ['h09-pvc-no-storageclass'],
  staysSilentFor: {
    'h08-pvc-missing': 'There is no claim to bind.',
    'no-volume-to-bind': 'The claim waits for its pod, and no node has a volume for it.',
    'claim-waits-pod-unschedulable':
      'The claim waits for the pod to be placed, which fails for another reason.',
  },
})

test('names the claim and its class, and does not say that the class is missing', async () => {
  const [match] = await matchesIn(claimUnbound, 'h09-pvc-no-storageclass')
  expect(match).toMatchObject({
    certainty: 'certain',
    facts: { claims: ['data'], classes: ['fast-ssd'], claimsKnown: true },
  })
  const { why } = claimUnbound.describe(match!.facts, {
    namespace: 'a',
    pod: 'b',
    container: '',
    node: '',
    owner: '',
  })
  expect(why).toContain('Usually that class does not exist, or')
})
