import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { killFailed } from './kill-failed.ts'

testCause(killFailed, {
  saysItFor: [],
  staysSilentFor: {
    'k02-ignores-sigterm': 'The kubelet can kill it, and waits for the grace period to end.',
    'terminating-in-pre-stop': 'The hook runs; nothing went wrong with stopping.',
  },
})

const says =
  'error killing pod: failed to "KillPodSandbox" for "71dd" with KillPodSandboxError: "rpc error: code = DeadlineExceeded"'
const event = [
  ['"reason":"Killing"', '"reason":"FailedKillPod"'],
  ['Stopping container app', JSON.stringify(says).slice(1, -1)],
] as const

test('is likely before the deadline and certain after it', async () => {
  const before = await alteredDiagnosis('k02-ignores-sigterm', event)
  expect(before.verdict).toMatchObject({
    cause: 'kill-failed',
    certainty: 'likely',
    container: null,
    facts: { says },
  })
  const short = [
    ...event,
    ['2026-11-24T02:08:01Z', '2026-11-24T01:58:01Z'],
    ['"deletionGracePeriodSeconds":600', '"deletionGracePeriodSeconds":2'],
  ] as const
  const known = { takenAt: '2026-11-24T02:00:00Z', takenAtIs: 'exact' } as const
  const after = await alteredDiagnosis('k02-ignores-sigterm', short, known)
  expect(after.verdict).toMatchObject({ cause: 'kill-failed', certainty: 'certain' })
  expect(after.findings).toEqual([])
})

test('is silent about a pod that nobody deleted, and about an old event', async () => {
  const known = { takenAt: '2026-11-24T02:30:00Z', takenAtIs: 'exact' } as const
  expect([...killFailed.match(await altered('k02-ignores-sigterm', event, known))]).toEqual([])
  const alive = await altered('f03-liveness-wrong-port', [['"reason":"Killing"', '"reason":"FailedKillPod"']])
  expect([...killFailed.match(alive)]).toEqual([])
})
