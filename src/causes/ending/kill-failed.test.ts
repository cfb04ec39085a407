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
    facts: { part: 'sandbox', name: '', says: 'rpc error: code = DeadlineExceeded' },
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

test.each([
  [
    'error killing pod: failed to "KillContainer" for "db" with KillContainerError: "rpc error: code = DeadlineExceeded desc = an error occurs during waiting for container \\"4f\\" to be killed: wait container \\"4f\\": context deadline exceeded"',
    { part: 'container', name: 'db', says: expect.stringContaining('context deadline exceeded') },
    'stop container `db`',
  ],
  [
    'error killing pod: failed to "KillPodSandbox" for "71dd" with KillPodSandboxError: "rpc error: code = Unknown desc = failed to destroy network for sandbox \\"9b\\": plugin type=\\"cilium-cni\\" name=\\"cilium\\" failed (delete): unable to connect to the agent"',
    { part: 'network', name: 'cilium-cni', says: 'unable to connect to the agent' },
    "take down the pod's network (plugin `cilium-cni`)",
  ],
  [
    'error killing pod: failed to "KillPodSandbox" for "71dd" with KillPodSandboxError: "rpc error: code = Unknown desc = networkPlugin cni failed to teardown pod \\"app_x\\" network: no such file or directory"',
    { part: 'network', name: '', says: 'no such file or directory' },
    "take down the pod's network:",
  ],
  [
    'error killing pod: [failed to "KillContainer" for "a" with KillContainerError: "rpc error: code = Unknown desc = Error response from daemon: cannot stop", failed to "KillPodSandbox" for "71dd" with KillPodSandboxError: "rpc error: x"]',
    { part: 'container', name: 'a', says: 'Error response from daemon: cannot stop' },
    'stop container `a`',
  ],
])('names what failed in %s', async (words, facts, what) => {
  const { verdict } = await alteredDiagnosis('k02-ignores-sigterm', [
    ['"reason":"Killing"', '"reason":"FailedKillPod"'],
    ['Stopping container app', JSON.stringify(words).slice(1, -1)],
  ])
  expect(verdict).toMatchObject({ cause: 'kill-failed', facts })
  expect(verdict?.what).toContain(what)
})
