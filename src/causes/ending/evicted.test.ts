import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { evicted } from './evicted.ts'

testCause(evicted, {
  saysItFor: [],
  staysSilentFor: [
    'a01-loap-running',
    'a03-loap-terminating',
    'a05-healthy-deploy',
    'a06-job-completed',
    'e02-oomkilled',
    'e13-never-failed',
    'f01-liveness-exec',
    'j01-evicted-emptydir',
    'j05-deadline-exceeded',
    'k01-finalizer',
  ],
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
