import type { Event } from '../../pod/event.ts'
import type { Probe } from '../../pod/probe.ts'
import { probeTrouble, unreadyContainers } from '../../signs/probe-results.ts'
import { utcClock } from '../../words/clock.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { duration, sentences, theContainer, timeFact } from '../words/container.ts'
import { compare, gotAnswer, logOfUnready, probeFacts, theProbe } from '../words/probe-result.ts'

export const startupFailing = defineCause({
  id: 'startup-failing',
  stage: 'probes',
  title: 'The startup probe has not succeeded yet',
  seenAs: ['Running', 'NotReady', 'PodInitializing', 'Init'],
  needs: ['pod', 'events'],
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    for (const container of unreadyContainers(pod)) {
      if (container.started) continue
      const trouble = probeTrouble(pod, container, 'startup')
      if (trouble === null || trouble.errored || container.running === null) continue
      const probe = container.probes.startup
      // Failing at first is what a startup probe is there for: it is trouble once half of what is allowed is used up.
      if (probe !== null && trouble.event.count * 2 < probe.failureThreshold) continue
      const facts = {
        ...probeFacts(pod, container, 'startup', trouble.event),
        ...triesLeft(probe, trouble.event),
        allowedSeconds:
          probe === null ? null : probe.initialDelaySeconds + probe.periodSeconds * probe.failureThreshold,
      }
      yield certain(container.name, facts, [
        trouble.event,
        container.running,
        ...logOfUnready(pod, container),
      ])
    }
  },

  describe: ({ tries, killAt, ...facts }, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} runs but has not started up: its ${theProbe('startup', facts)} still fails.`,
    why: sentences(
      gotAnswer(facts),
      facts.allowedSeconds === null
        ? ''
        : `The kubelet allows about ${duration(facts.allowedSeconds)} for the start, and kills the container when they are over.`,
      tries === null
        ? ''
        : `At least ${tries} of ${facts.failureThreshold ?? tries} tries are used up${killAt === null ? '' : `; unless one succeeds, it is killed at about ${utcClock(killAt)}`}.`,
    ),
    next: [compare('startup', facts, container), kubectl`logs ${pod} -n ${namespace} -c ${container}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})

/** How many tries are used up as far as events tell, and when the last of them would be over (RFC 3339). */
function triesLeft(probe: Probe | null, { count, lastAt }: Event) {
  if (probe === null) return { tries: null, killAt: null }
  const tries = Math.min(count, probe.failureThreshold)
  const left = (probe.failureThreshold - tries) * probe.periodSeconds * 1000
  return { tries, killAt: timeFact(lastAt === null || left === 0 ? null : lastAt + left) }
}
