// Waits for recorded rollouts, look by look, as the command does for real ones. test/rollouts/README.md says what happened.
import { describe, expect, test } from 'vitest'
import { parseTargets } from '../../src/commands/targets.ts'
import { observe } from '../../src/commands/wait/observe.ts'
import { rfc3339 } from '../../src/pod/json.ts'
import { readPod } from '../../src/pod/reading.ts'
import { Waiting } from '../../src/report/waiting.ts'
import { snapshotsOf } from '../pods.ts'
import { looksOf, replay } from '../rollouts/replay.ts'

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
    ['pods-refused-again-and-again', 'sysctl-forbidden', 30],
    ['stateful-set-trap', 'app-exit', 60],
    ['liveness-never-succeeds', 'liveness-kill', 240],
  ])('%s: for %s, within %i s', (name, cause, within) => {
    const { ended, seconds, causes } = replay(name)
    expect({ ended, causes }).toMatchObject({
      ended: 'unrecoverable',
      causes: expect.arrayContaining([cause]),
    })
    expect(seconds).toBeLessThanOrEqual(within)
  })
})

test('more restarts are waited for where that is asked for', () => {
  expect(replay('crash-loop-without-probes', { restarts: 40 }).ended).toBe('open')
  expect(replay('crashes-three-times', { restarts: 1 }).ended).toBe('unrecoverable')
})

test('pods that are refused one after the other are counted, and no more of them than asked for', () => {
  const { seconds } = replay('pods-refused-again-and-again', { restarts: 1 })
  expect(seconds).toBeLessThan(replay('pods-refused-again-and-again', { restarts: 8 }).seconds)
})

test('a quota has no room while pods are replaced: that is waited for, however long the old ones take', () => {
  const { ended, causes, seconds } = replay('surge-under-quota')
  expect({ ended, causes }).toEqual({ ended: 'open', causes: ['quota-exceeded'] })
  expect(seconds).toBeGreaterThan(120)
})

test('where pods of any revision are there, no sentence says that none is', () => {
  const refused = replay('surge-under-quota').told.filter((what) => what.includes('quota'))
  expect(refused.length).toBeGreaterThan(0)
  for (const what of refused) expect(what).toMatch(/^No further pod is made for `Deployment\/app`/)
  expect(replay('pod-security').told.join()).toMatch(/^No pod is made for `Deployment\/app`/)
})

test('a pod of an earlier revision that a StatefulSet will not replace is named', () => {
  expect(replay('stateful-set-trap').heldUpBy).toEqual(['app-0'])
  expect(replay('init-crashes').heldUpBy).toEqual([])
})

test('pods that had failed before the wait began are not counted', () => {
  for (const from of [1, 4]) {
    expect(replay('pods-refused-again-and-again', { restarts: 1, from }).seconds).toBeGreaterThan(0)
  }
})

test('a pod that becomes available shows that others may: what failed before does not count any more', () => {
  const [target] = parseTargets(['deploy/app'])
  if (target === undefined) throw new Error('there is no target')
  const [first, second, third] = looksOf('pods-refused-again-and-again')
    .filter((_, index) => index === 0 || index === 2 || index === 4)
    .map(({ snapshots }) => observe(snapshots, target))
  if (!first?.rollout || !second?.rollout || !third) throw new Error('there are no such looks')
  const endingWith = (available: number) => {
    const waiting = new Waiting({ restarts: 2 })
    waiting.take(first, 0)
    const rollout = { ...second.rollout!, available: 0 }
    waiting.take({ ...second, rollout: { ...rollout, available } }, 1000)
    return waiting.ending(1000)
  }
  expect(endingWith(0)).toBe('unrecoverable')
  expect(endingWith(1)).toBeNull()
})

describe('a finding that is gone for a while', () => {
  const nextAfterReturn = async (returnsAt: number) => {
    const [target] = parseTargets(['app'])
    if (target === undefined) throw new Error('there is no target')
    const look = observe((await snapshotsOf('image-never-pulled')).slice(0, 1), target)
    const waiting = new Waiting({ restarts: 2 })
    waiting.take(look, 0)
    expect(waiting.nextAt()).toBe(30_000)
    waiting.take({ rollout: null, seen: [] }, 5000)
    waiting.take(look, returnsAt)
    return waiting.nextAt()
  }

  test('is the same one if it is back within ten seconds, and else a new one', async () => {
    expect(await nextAfterReturn(15_000)).toBe(30_000)
    expect(await nextAfterReturn(15_001)).toBe(45_001)
  })
})

describe('when the time is over', () => {
  const startedAgo = async (situation: string, milliseconds: number) => {
    const [snapshot] = await snapshotsOf(situation)
    const [target] = parseTargets(['app'])
    if (snapshot === undefined || target === undefined) throw new Error('there is no pod')
    const startedAt = readPod(snapshot).containers[0]?.running?.startedAt ?? 0
    const look = observe([{ ...snapshot, takenAt: rfc3339(startedAt + milliseconds) }], target)
    const waiting = new Waiting({ restarts: 9 })
    waiting.take(look, 0)
    return waiting
  }

  test('a pod that was just started and is well is taken for well; one that has crashed is not', async () => {
    const well = await startedAgo('rolled-out-deployment', 3000)
    expect([well.ending(0), well.ending(0, true)]).toEqual([null, 'well'])
    const flapping = await startedAgo('e08-flapping-running', 1000)
    expect(flapping.nextAt()).not.toBeNull()
    expect([flapping.ending(0), flapping.ending(0, true)]).toEqual([null, null])
  })

  test('the counts of a workload are not enough: its pods have to serve', async () => {
    const [target] = parseTargets(['deploy/app'])
    if (target === undefined) throw new Error('there is no target')
    const look = observe(await snapshotsOf('rolled-out-deployment'), target)
    const endingWith = (seen: typeof look.seen) => {
      const waiting = new Waiting({ restarts: 2 })
      waiting.take({ ...look, seen }, 0)
      return waiting.ending(0, true)
    }
    expect(endingWith(look.seen)).toBe('well')
    expect(endingWith(look.seen.slice(1))).toBeNull()
  })
})

test('nothing is judged before the controller has taken up the newest spec', async () => {
  const [target] = parseTargets(['deploy/app'])
  if (target === undefined) throw new Error('there is no target')
  const { rollout, seen } = observe(await snapshotsOf('rollout-crashes'), target)
  if (rollout === null) throw new Error('there is no rollout')
  const endingWith = (isCurrent: boolean) => {
    const waiting = new Waiting({ restarts: 1 })
    waiting.take({ rollout: { ...rollout, isCurrent }, seen }, 0)
    return waiting.ending(600_000)
  }
  expect(endingWith(true)).toBe('unrecoverable')
  expect(endingWith(false)).toBeNull()
})
