import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { snapshotsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { readPod } from '../../pod/reading.ts'
import { scheduleMissed } from './schedule-missed.ts'

testCause(scheduleMissed, {
  saysItFor: [],
  staysSilentFor: { 'e16-job-failed': 'The Job was started, and has failed.' },
})

/** A recorded workload without pods, made a CronJob whose controller wrote these events one after the other. */
async function cronJobWith(
  ...events: readonly (readonly [reason: string, message: string])[]
): Promise<Diagnosis> {
  const [recorded] = await snapshotsOf('l01-quota')
  const event = recorded!.ownerEvents.find(({ reason }) => reason === 'FailedCreate')!
  const cronJob = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly', namespace: recorded!.namespace },
    status: { lastScheduleTime: '2026-11-20T02:00:00Z' },
  }
  const ownerEvents = events.map(([reason, message], index) => ({
    ...event,
    reason,
    message,
    involvedObject: { ...event.involvedObject, kind: 'CronJob', name: 'nightly' },
    lastTimestamp: `2026-11-24T02:3${index}:00Z`,
  }))
  return diagnose(readPod({ ...recorded!, owners: [cronJob], ownerEvents }))
}

const gaveUp = [
  'FailedNeedsStart',
  'Cannot determine if job needs to be started: Too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew.',
] as const

test('the controller up to 1.20 starts nothing any more', async () => {
  const { verdict, outcome } = await cronJobWith(gaveUp)
  expect(verdict).toMatchObject({
    cause: 'schedule-missed',
    facts: { cronJob: 'nightly', givesUp: true, lastStart: '2026-11-20T02:00:00Z' },
  })
  expect(verdict?.why).toContain('started a Job last on 2026-11-20 at 02:00:00 UTC')
  expect(outcome).toBe('failing')
})

test('the one of 1.21 on is not said to have stopped', async () => {
  const { verdict } = await cronJobWith([
    'TooManyMissedTimes',
    'too many missed start times: 164. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
  ])
  expect(verdict).toMatchObject({ cause: 'schedule-missed', facts: { givesUp: false } })
  expect(verdict?.what).not.toContain('no Job any more')
})

test('a Job that was started since ends it', async () => {
  const { verdict } = await cronJobWith(gaveUp, ['SuccessfulCreate', 'Created job nightly-27741600'])
  expect(verdict).toBeNull()
})
