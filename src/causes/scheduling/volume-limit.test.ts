import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeLimit } from './volume-limit.ts'

testCause(volumeLimit, {
  saysItFor: [],
  staysSilentFor: {
    'volume-on-another-node': 'The nodes could attach more volumes, but not this one.',
  },
})

test('recognises the words', async () => {
  const { verdict } = await rewordedDiagnosis('h07-hostport', [
    "node(s) didn't have free ports for the requested pod ports",
    'node(s) exceed max volume count',
  ])
  expect(verdict).toMatchObject({ cause: 'volume-limit', certainty: 'certain' })
})
