import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { snapshotsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { scheduleInvalid } from './schedule-invalid.ts'

testCause(scheduleInvalid, {
  saysItFor: [],
  staysSilentFor: { 'e16-job-failed': 'The Job was started, and has failed.' },
})

test.each([
  ['UnparseableSchedule', 'unparseable schedule: "*/5 * * *" : expected exactly 5 fields', 'schedule'],
  ['UnParseableCronJobSchedule', 'unparseable schedule for cronjob: "x" : Expected 5 fields', 'schedule'],
  ['UnknownTimeZone', 'invalid timeZone: "Europe/Rom" : unknown time zone Europe/Rom', 'timeZone'],
])('recognises %s: %s', async (reason, message, field) => {
  const [recorded] = await snapshotsOf('l01-quota')
  const event = recorded!.ownerEvents.find((candidate) => candidate.reason === 'FailedCreate')!
  const involvedObject = { ...event.involvedObject, kind: 'CronJob', name: 'nightly' }
  const cronJob = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'nightly' } }
  const ownerEvents = [{ ...event, reason, message, involvedObject }]
  const { verdict, findings } = diagnose(readPod({ ...recorded!, owners: [cronJob], ownerEvents }))
  expect(verdict).toMatchObject({
    cause: 'schedule-invalid',
    facts: { cronJob: 'nightly', field, says: message },
  })
  expect(findings).toEqual([])
})
