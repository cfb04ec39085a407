import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { namespaceTerminating } from './namespace-terminating.ts'

testCause(namespaceTerminating, {
  saysItFor: [],
  staysSilentFor: {
    'l01-quota': 'The API server refuses new pods here too, in a namespace that stays.',
    'namespace-terminating-pod-held': 'The namespace goes, and this pod was created before.',
  },
})

test('recognises the refusal and reads its names', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    'unable to create new content in namespace l01-quota because it is being terminated',
  ])
  expect(verdict).toMatchObject({
    cause: 'namespace-terminating',
    certainty: 'certain',
    facts: { stated: true },
  })
  expect(findings).toEqual([])
})
