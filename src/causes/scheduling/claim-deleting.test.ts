import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { claimDeleting } from './claim-deleting.ts'

testCause(claimDeleting, {
  saysItFor: ['claim-being-deleted'],
  staysSilentFor: {
    'h08-pvc-missing': 'The claim is gone altogether.',
    'h09-pvc-no-storageclass': 'The claim stays, and has no volume.',
  },
})

test('names the claim', async () => {
  const { verdict } = await rewordedDiagnosis('h08-pvc-missing', [
    '" not found. not found',
    '" is being deleted. not found',
  ])
  expect(verdict).toMatchObject({
    cause: 'claim-deleting',
    certainty: 'certain',
    facts: { claims: ['data-db-0'] },
  })
})
