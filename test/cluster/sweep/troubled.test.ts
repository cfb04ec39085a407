// Which workloads have something to tell that no pod of theirs tells.
import { expect, test } from 'vitest'
import { isTroubled } from '../../../src/cluster/sweep/workloads.ts'
import type { JsonObject } from '../../../src/pod/json.ts'

const event = (reason: string, lastTimestamp: string): JsonObject => ({ reason, lastTimestamp })
const refusedAt = (minute: string): JsonObject => event('FailedCreate', `2026-11-27T10:${minute}:00Z`)
const madeAt = (minute: string): JsonObject => event('SuccessfulCreate', `2026-11-27T10:${minute}:00Z`)
const daemonSet = (desiredNumberScheduled: number, currentNumberScheduled: number): JsonObject => ({
  kind: 'DaemonSet',
  status: { desiredNumberScheduled, currentNumberScheduled },
})

test.each([
  ['has none of its pods', 2, 0, [], true],
  ['has some, and was refused the last', 2, 1, [madeAt('01'), refusedAt('02')], true],
  ['has some, and was refused before it made the last', 2, 1, [refusedAt('01'), madeAt('02')], false],
  ['has some, and nothing is said of the others', 2, 1, [], false],
  ['has all, though it was refused some for a while', 2, 2, [refusedAt('02')], false],
  ['wants none', 0, 0, [refusedAt('02')], false],
])('a DaemonSet that %s', (_, wanted, made, events, expected) => {
  expect(isTroubled(daemonSet(wanted, made), events)).toBe(expected)
})

test('a Job that was refused some of its pods, unless it is done or paused', () => {
  const job = (spec: object, conditions: object[] = []): JsonObject => ({
    kind: 'Job',
    spec,
    status: { active: 1, conditions },
  })
  expect(isTroubled(job({}), [refusedAt('01')])).toBe(true)
  expect(isTroubled(job({}), [])).toBe(false)
  expect(isTroubled(job({ suspend: true }), [refusedAt('01')])).toBe(false)
  expect(isTroubled(job({}, [{ type: 'Complete', status: 'True' }]), [refusedAt('01')])).toBe(false)
  expect(isTroubled(job({}, [{ type: 'Failed', status: 'True' }]), [])).toBe(true)
})
