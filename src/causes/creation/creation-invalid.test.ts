import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { creationInvalid } from './creation-invalid.ts'

testCause(creationInvalid, {
  saysItFor: ['stateful-set-name-too-long', 'default-limit-below-request'],
  staysSilentFor: {
    'l01-quota': 'The pod is valid, and there is no quota left for it.',
    'limit-range-max-cpu': 'Valid as well, and outside what the namespace allows.',
  },
})

test('names the field, and no value of it', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /pods "[^"]*" is forbidden: exceeded quota.*/,
    'Pod "app-x" is invalid: [spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1, spec.hostname: Invalid value: "A_B": bad]',
  ])
  expect(verdict).toMatchObject({
    cause: 'creation-invalid',
    certainty: 'certain',
    facts: { fields: ['spec.containers[0].resources.requests', 'spec.hostname'] },
  })
  expect(findings).toEqual([])
})
