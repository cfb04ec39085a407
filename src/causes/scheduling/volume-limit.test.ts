import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeLimit } from './volume-limit.ts'

testCause(volumeLimit, { saysItFor: [], staysSilentFor: ['h09-pvc-no-storageclass', 'h07-hostport'] })

test('recognises the words', async () => {
  const { verdict } = await rewordedDiagnosis('h07-hostport', [
    "node(s) didn't have free ports for the requested pod ports",
    'node(s) exceed max volume count',
  ])
  expect(verdict).toMatchObject({ cause: 'volume-limit', certainty: 'certain' })
})
