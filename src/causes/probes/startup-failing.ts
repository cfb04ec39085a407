import { probeTrouble, unreadyContainers } from '../../signs/probe-results.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { duration, sentences, theContainer } from '../words/container.ts'
import { compare, gotAnswer, probeFacts, theProbe } from '../words/probe-result.ts'

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
        ...probeFacts(container, 'startup', trouble.event),
        allowedSeconds:
          probe === null ? null : probe.initialDelaySeconds + probe.periodSeconds * probe.failureThreshold,
      }
      yield certain(container.name, facts, [trouble.event, container.running])
    }
  },

  describe: (facts, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} runs but has not started up: its ${theProbe('startup', facts)} still fails.`,
    why: sentences(
      gotAnswer(facts),
      facts.allowedSeconds === null
        ? ''
        : `The kubelet allows about ${duration(facts.allowedSeconds)} for the start, and kills the container when they are over.`,
    ),
    next: [compare('startup', facts, container), kubectl`logs ${pod} -n ${namespace} -c ${container}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
