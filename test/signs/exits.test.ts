import { describe, expect, test } from 'vitest'
import { backOffOf } from '../../src/signs/back-off.ts'
import { endedRuns } from '../../src/signs/exits.ts'
import { altered } from '../causes/altered.ts'

describe('a sidecar', () => {
  // The recorded init container as a sidecar that was killed, and a main container that has completed.
  const sidecar = ['"initContainers":[{', '"initContainers":[{"restartPolicy":"Always",'] as const
  const killed = ['"state":{"terminated":{"exitCode":0', '"state":{"terminated":{"exitCode":137'] as const
  const completed = [
    '"state":{"running":{"startedAt":"2026-11-24T01:56:25Z"}}',
    '"state":{"terminated":{"exitCode":0,"reason":"Completed","startedAt":"2026-11-24T01:56:20Z","finishedAt":"2026-11-24T01:56:24Z"}}',
  ] as const
  const never = [
    '"restartPolicy":"Always","terminationGracePeriodSeconds"',
    '"restartPolicy":"Never","terminationGracePeriodSeconds"',
  ] as const

  test('that ends after the main containers of a pod that is over is no failure', async () => {
    const pod = await altered('a01-loap-running', [sidecar, killed, completed, never])
    expect(pod.containers.map(({ role }) => role)).toEqual(['sidecar', 'main'])
    expect(endedRuns(pod)).toEqual([])
  })

  test('that ends while the main container runs is one', async () => {
    const pod = await altered('a01-loap-running', [sidecar, killed])
    expect(endedRuns(pod).map(({ container }) => container.name)).toEqual(['init'])
  })

  test('that ended before the main one is one, too', async () => {
    const late = [completed[0], completed[1].replace('01:56:24Z', '01:56:44Z')] as const
    const pod = await altered('a01-loap-running', [sidecar, killed, late, never])
    expect(endedRuns(pod).map(({ container }) => container.name)).toEqual(['init'])
  })
})

test('an init container that succeeded in the end has no failure left', async () => {
  const pod = await altered('a01-loap-running', [
    ['"lastState":{}', '"lastState":{"terminated":{"exitCode":1,"reason":"Error"}}'],
  ])
  expect(endedRuns(pod)).toEqual([])
})

test.each([
  ['10s', 10],
  ['1m20s', 80],
  ['2m40s', 160],
  ['5m0s', 300],
  ['1h0m0s', 3600],
])('reads a back-off of %s', async (written, seconds) => {
  const pod = await altered('e01-exit1-termination-message', [['back-off 20s', `back-off ${written}`]])
  const [container] = pod.containers
  const backOff = container === undefined ? null : backOffOf(container)
  expect(backOff?.seconds).toBe(seconds)
  expect((backOff?.until ?? 0) - (container?.lastTerminated?.finishedAt ?? 0)).toBe(seconds * 1000)
})

test('reads no back-off from other words', async () => {
  const pod = await altered('e01-exit1-termination-message', [['back-off 20s', 'waiting 20s']])
  expect(pod.containers.map(backOffOf)).toEqual([null])
})
