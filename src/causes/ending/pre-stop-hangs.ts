import { field } from '../../pod/item.ts'
import { lastEvent } from '../../pod/reading.ts'
import { stillRunning } from '../../signs/removal.ts'
import { utcClock } from '../../words/clock.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { duration, sentences, theContainer, timeFact } from '../words/container.ts'

// Hooks wait for load balancers to forget the pod, which takes this long easily.
const hookTakesSeconds = 60

export const preStopHangs = defineCause({
  id: 'pre-stop-hangs',
  stage: 'ending',
  title: 'A preStop hook holds up the end of the container',
  seenAs: ['Terminating'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const { container, deletion, elapsedSeconds, isOverdue, evidence } of stillRunning(pod)) {
      const { preStop } = container
      if (preStop === null) continue
      const failed = lastEvent(pod, 'FailedPreStopHook', { container })
      // A hook that failed, or a sleep that must be over, does not hold it up any more.
      if (elapsedSeconds !== null && elapsedSeconds < hookTakesSeconds) continue
      if (failed !== null || (preStop.does === 'sleep' && (elapsedSeconds ?? 0) > preStop.seconds + 10))
        continue
      const facts = {
        role: container.role,
        does: preStop.does,
        sleepSeconds: preStop.does === 'sleep' ? preStop.seconds : null,
        graceSeconds: deletion.graceSeconds,
        elapsedSeconds,
        deadline: timeFact(deletion.deadline),
        isOverdue,
      }
      const hook = { ...field(preStop.path, preStop.does), container: container.name }
      yield likely(container.name, facts, [evidence[0], hook, ...evidence.slice(1)])
    }
  },

  describe: (facts, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} still runs ${facts.elapsedSeconds === null ? 'after' : `${duration(facts.elapsedSeconds)} after`} its deletion was asked for; its preStop hook (${facts.does}) probably has not ended.`,
    why: sentences(
      'SIGTERM is sent only when the preStop hook has ended. Its time counts towards the grace period',
      `of ${facts.graceSeconds} s${facts.isOverdue ? ', which is over.' : facts.deadline === null ? '.' : `, which ends at ${utcClock(facts.deadline)}.`}`,
      facts.sleepSeconds === null
        ? 'Whether the hook or the program itself takes so long cannot be seen from outside.'
        : `The hook sleeps for ${facts.sleepSeconds} s.`,
    ),
    next: [
      `Make the preStop hook of \`${container}\` end by itself, well within \`terminationGracePeriodSeconds\`.`,
      kubectl`logs ${pod} -n ${namespace} -c ${container} --since=10m`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
