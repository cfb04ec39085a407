import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { livenessFailing } from './liveness-failing.ts'

testCause(livenessFailing, {
  saysItFor: ['liveness-not-killed-yet'],
  staysSilentFor: {
    'liveness-failed-once': 'A single failure passes.',
    'f01-liveness-exec': 'The container was killed for it already.',
    'f05-readiness-404': 'The readiness probe fails, which kills nothing.',
  },
})

// The kill that followed is taken out of the recording: what is left is a first run that fails its probe.
const beforeTheKill = [
  ['"count":4', '"count":7'],
  ['"restartCount":2', '"restartCount":0'],
  [/"lastState":\{"terminated":\{[^}]*\}\}/, '"lastState":{}'],
  ['Container app failed liveness probe, will be restarted', 'Stopping container other'],
  ['"startedAt":"2026-11-24T01:57:21Z"', '"startedAt":"2026-11-24T01:57:11Z"'],
] as const

test('says it while the failures are fresh', async () => {
  const known = { takenAt: '2026-11-24T01:57:19Z', takenAtIs: 'exact' } as const
  const { verdict } = await alteredDiagnosis('f03-liveness-wrong-port', beforeTheKill, known)
  expect(verdict).toMatchObject({ cause: 'liveness-failing', certainty: 'likely', container: 'app' })
})

test('is silent about failures now and then, and once they have stopped', async () => {
  const scattered = [...beforeTheKill, ['"count":7', '"count":2']] as const
  expect([...livenessFailing.match(await altered('f03-liveness-wrong-port', scattered))]).toEqual([])
  const known = { takenAt: '2026-11-24T01:58:19Z', takenAtIs: 'exact' } as const
  expect([...livenessFailing.match(await altered('f03-liveness-wrong-port', beforeTheKill, known))]).toEqual(
    [],
  )
})
