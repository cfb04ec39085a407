import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { inOneLine } from '../words/refusal.ts'

// Of `cronjob_controller.go` and `cronjob_controllerv2.go`, 1.13 to 1.37.
const reasons = new Map([
  ['UnParseableCronJobSchedule', 'schedule'],
  ['UnparseableSchedule', 'schedule'],
  ['InvalidSchedule', 'schedule'],
  ['UnknownTimeZone', 'timeZone'],
])

export const scheduleInvalid = defineCause({
  id: 'schedule-invalid',
  stage: 'creation',
  title: 'The schedule of the CronJob cannot be read',
  seenAs: [],
  needs: ['owner', 'owner-events'],

  *match(pod) {
    const event = pod.ownerEvents.findLast(({ objectKind }) => objectKind === 'CronJob')
    const field = reasons.get(event?.reason ?? '')
    if (pod.exists || event === undefined || field === undefined) return
    yield certain(null, { cronJob: event.objectName, field, says: inOneLine(event.message) }, [event])
  },

  describe: ({ cronJob, field, says }, { namespace }) => ({
    what: `CronJob \`${cronJob}\` starts no Job: its \`spec.${field}\` cannot be read.`,
    why: `Its controller says: ${says}.`,
    next: [
      field === 'schedule'
        ? 'Correct `spec.schedule`: five fields for minute, hour, day of month, month and day of week, or a word such as `@daily`.'
        : 'Correct `spec.timeZone`: a name of the time zone database, such as `Europe/Rome`, which the controller manager must have.',
      kubectl`get cronjob ${cronJob} -n ${namespace} -o jsonpath='{.spec.schedule}{"  "}{.spec.timeZone}'`,
      kubectl`describe cronjob ${cronJob} -n ${namespace}`,
    ],
  }),

  recovery: 'spec',
  sharedBy: null,
})
