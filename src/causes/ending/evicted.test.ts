import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { evicted } from './evicted.ts'

testCause(evicted, {
  saysItFor: [],
  staysSilentFor: {
    'k01-finalizer': 'A pod that is deleted is not evicted.',
    'j05-deadline-exceeded': 'The pod failed as a whole as well, by its own deadline.',
  },
})

test('quotes a message that it does not know', async () => {
  const { verdict } = await alteredDiagnosis('j01-evicted-emptydir', [
    [/Usage of EmptyDir volume \\"s\\" exceeds the limit \\"10Mi\\"\. /g, 'Moved away by the night shift'],
  ])
  expect(verdict).toMatchObject({
    cause: 'evicted',
    certainty: 'certain',
    container: null,
    facts: { message: 'Moved away by the night shift' },
  })
})
