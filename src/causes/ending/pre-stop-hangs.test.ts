import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { preStopHangs } from './pre-stop-hangs.ts'

testCause(preStopHangs, {
  saysItFor: ['pre-stop-hangs'],
  staysSilentFor: {
    'terminating-in-pre-stop': 'The hook still has time.',
    'k02-ignores-sigterm': 'There is no hook; the program ignores the signal.',
  },
})

const hook = (does: string) =>
  ['"terminationMessagePath"', `"lifecycle":{"preStop":${does}},"terminationMessagePath"`] as const
const known = { takenAt: '2026-11-24T01:59:21Z', takenAtIs: 'exact' } as const

test('suspects the hook, without certainty', async () => {
  const { verdict } = await alteredDiagnosis(
    'k02-ignores-sigterm',
    [hook('{"exec":{"command":["sleep","1000"]}}')],
    known,
  )
  expect(verdict).toMatchObject({
    cause: 'pre-stop-hangs',
    certainty: 'likely',
    container: 'app',
    facts: { does: 'exec', elapsedSeconds: 80, graceSeconds: 600 },
  })
})

test('is silent once the hook must be over', async () => {
  const slept = await altered('k02-ignores-sigterm', [hook('{"sleep":{"seconds":5}}')], known)
  expect([...preStopHangs.match(slept)]).toEqual([])
  const failed = await altered(
    'k02-ignores-sigterm',
    [hook('{"exec":{"command":["false"]}}'), ['"reason":"Killing"', '"reason":"FailedPreStopHook"']],
    known,
  )
  expect([...preStopHangs.match(failed)]).toEqual([])
})

test('is silent about a healthy termination within a usual grace period', async () => {
  const [match] = await matchesIn(preStopHangs, 'a03-loap-terminating')
  expect(match).toBeUndefined()
})
