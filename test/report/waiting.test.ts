// Waits for recorded rollouts, look by look, as the command does for real ones. test/rollouts/README.md says what happened.
import { describe, expect, test } from 'vitest'
import { replay } from '../rollouts/replay.ts'

describe('a rollout that becomes well is not stopped', () => {
  test.each([
    ['slow-readiness', 60, 75],
    ['crashes-three-times', 50, 95],
    ['config-map-after-a-minute', 60, 95],
    ['secret-volume-after-a-minute', 60, 95],
    ['quota-raised-late', 50, 95],
    ['claim-created-late', 45, 75],
    ['surge', 20, 75],
    ['old-pods-crash', 0, 20],
    ['daemon-set-old-pod-crashes', 0, 20],
    ['stateful-set-one-by-one', 10, 60],
    ['job-second-try', 5, 30],
  ])('%s: well after %i to %i s', (name, from, to) => {
    const { ended, seconds } = replay(name)
    expect(ended).toBe('well')
    expect(seconds).toBeGreaterThanOrEqual(from)
    expect(seconds).toBeLessThanOrEqual(to)
  })
})

describe('one that cannot become well is stopped', () => {
  test.each([
    ['image-name-invalid', 'image-name-invalid', 5],
    ['command-missing', 'command-not-found', 5],
    ['run-as-root', 'run-as-root-refused', 5],
    ['pod-security', 'pod-security-refused', 12],
    ['image-missing', 'image-never-pulled', 35],
    ['progress-deadline', 'readiness-failing', 35],
    ['job-back-off-limit', 'app-exit', 50],
    ['config-map-missing', 'config-map-missing', 95],
    ['quota-too-small', 'quota-exceeded', 100],
    ['crash-loop-without-probes', 'app-exit', 110],
    ['init-crashes', 'app-exit', 100],
    ['surge-crashes', 'app-exit', 115],
    ['stateful-set-trap', 'app-exit', 60],
    ['liveness-never-succeeds', 'liveness-kill', 240],
  ])('%s: for %s, within %i s', (name, cause, within) => {
    const { ended, seconds, causes } = replay(name)
    expect({ ended, causes }).toMatchObject({ ended: 'hopeless', causes: expect.arrayContaining([cause]) })
    expect(seconds).toBeLessThanOrEqual(within)
  })
})

test('more restarts are waited for where that is asked for', () => {
  expect(replay('crash-loop-without-probes', { restarts: 40 }).ended).toBe('open')
  expect(replay('crashes-three-times', { restarts: 1 }).ended).toBe('hopeless')
})

test('a pod of an earlier revision that a StatefulSet will not replace is named', () => {
  expect(replay('stateful-set-trap').heldUpBy).toEqual(['app-0'])
  expect(replay('init-crashes').heldUpBy).toEqual([])
})
