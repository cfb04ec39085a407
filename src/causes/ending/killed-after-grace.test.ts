import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { killedAfterGrace } from './killed-after-grace.ts'

testCause(killedAfterGrace, {
  saysItFor: [],
  staysSilentFor: {
    'k02-ignores-sigterm': 'The grace period is not over.',
    'f03-liveness-wrong-port': 'Killed for its probe, while nobody deleted the pod.',
  },
})

test.each([
  ['k01-finalizer', 3],
  ['j05-deadline-exceeded', 3],
])('stands beside the verdict of %s', async (situation, graceSeconds) => {
  const [match] = await matchesIn(killedAfterGrace, situation)
  expect(match).toMatchObject({
    certainty: 'likely',
    container: 'app',
    facts: { graceSeconds, exitCode: 137 },
  })
})

test('leads where nothing else keeps the pod', async () => {
  const diagnosis = await alteredDiagnosis('k01-finalizer', [
    [',"finalizers":["example.com/drain-connections"]}', '}'],
  ])
  expect(diagnosis.verdict?.cause).toBe('killed-after-grace')
  expect(diagnosis.outcome).toBe('terminating')
})

test('is silent where the container ended sooner, or was not killed', async () => {
  const sooner = await altered('k01-finalizer', [
    ['"finishedAt":"2026-11-24T02:02:49Z"', '"finishedAt":"2026-11-24T02:02:47Z"'],
  ])
  expect([...killedAfterGrace.match(sooner)]).toEqual([])
  const oom = await altered('k01-finalizer', [
    ['"exitCode":137,"reason":"Error"', '"exitCode":137,"reason":"OOMKilled"'],
  ])
  expect([...killedAfterGrace.match(oom)]).toEqual([])
})
