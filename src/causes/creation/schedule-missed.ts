import type { Event } from '../../pod/event.ts'
import type { PodReading } from '../../pod/reading.ts'
import { utcClock } from '../../words/clock.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { timeFact } from '../words/container.ts'

// The controller up to 1.20 gives up: FailedNeedsStart, "Cannot determine if job needs to be started: too many missed start time
// (> 100). …". That of 1.21 on starts the newest and only warns: TooManyMissedTimes, "too many missed start times: 101. …".
const tooMany = /too many missed start times?/i

export const scheduleMissed = defineCause({
  id: 'schedule-missed',
  stage: 'creation',
  title: 'The CronJob has missed too many of its starts',
  seenAs: [],
  needs: ['owner', 'owner-events'],

  *match(pod) {
    const cronJob = pod.owners.find(({ kind }) => kind === 'CronJob')
    const event = newestStart(pod)
    if (pod.exists || cronJob === undefined || event === null || !tooMany.test(event.message)) return
    const facts = {
      cronJob: cronJob.name,
      givesUp: event.reason === 'FailedNeedsStart',
      lastStart: timeFact(cronJob.lastScheduledAt),
    }
    yield certain(null, facts, [event])
  },

  describe: ({ cronJob, givesUp, lastStart }, { namespace }) => ({
    what: givesUp
      ? `CronJob \`${cronJob}\` starts no Job any more: it has missed more than 100 start times.`
      : `CronJob \`${cronJob}\` has missed more than 100 start times.`,
    why: `${lastStart === null ? '' : `It started a Job last on ${lastStart.slice(0, 10)} at ${utcClock(lastStart)}. `}The starts are counted from the last one that worked, or from \`spec.startingDeadlineSeconds\` ago where that is set. They are missed while the controller does not run, while the CronJob is suspended, while \`concurrencyPolicy: Forbid\` waits for a Job that does not end, or if a clock of the control plane was wrong.${givesUp ? ' Beyond 100 this version of the controller gives up, and does not recover by itself.' : ' This version of the controller then starts the newest one only.'}`,
    next: [
      givesUp
        ? 'Set `spec.startingDeadlineSeconds` to less than 100 intervals of the schedule, such as 200 for one that runs each minute: only starts within that time count then.'
        : 'If none is started after this either, set `spec.startingDeadlineSeconds`, and check the clocks of the control plane.',
      kubectl`describe cronjob ${cronJob} -n ${namespace}`,
      kubectl`get jobs -n ${namespace}`,
    ],
  }),

  recovery: 'spec',
  sharedBy: null,
})

/** The newest event of a CronJob's controller about a start that it made or did not make; null for none. */
function newestStart({ ownerEvents }: PodReading): Event | null {
  return (
    ownerEvents.findLast(
      ({ objectKind, reason }) =>
        objectKind === 'CronJob' &&
        ['FailedNeedsStart', 'TooManyMissedTimes', 'SuccessfulCreate'].includes(reason),
    ) ?? null
  )
}
