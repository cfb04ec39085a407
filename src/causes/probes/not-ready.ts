import type { Container } from '../../pod/container.ts'
import type { ProbeKind } from '../../pod/probe.ts'
import { condition, type PodReading } from '../../pod/reading.ts'
import { probeTrouble, unreadyContainers } from '../../signs/probe-results.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { duration, sentences, theContainer } from '../words/container.ts'
import { compare, gotAnswer, logOfUnready, probeFacts, theProbe } from '../words/probe-result.ts'

export const notReady = defineCause({
  id: 'not-ready',
  stage: 'probes',
  title: 'A running container does not become ready, and no event says why',
  seenAs: ['Running', 'NotReady'],
  needs: ['pod', 'events'],
  isGeneric: true,

  *match(pod) {
    const ready = condition(pod, 'Ready')
    for (const container of unreadyContainers(pod)) {
      const { running } = container
      const kind: ProbeKind =
        container.probes.startup !== null && !container.started ? 'startup' : 'readiness'
      const probe = container.probes[kind]
      if (running?.startedAt == null || probe === null || hasTrouble(pod, container)) continue
      const ran = (pod.takenAt - running.startedAt) / 1000
      const attempts = kind === 'startup' ? probe.failureThreshold : probe.successThreshold
      if (ran <= probe.initialDelaySeconds + attempts * probe.periodSeconds + probe.timeoutSeconds) continue
      const facts = { ...probeFacts(pod, container, kind, null), kind, ranSeconds: Math.round(ran) }
      yield likely(container.name, facts, [
        running,
        ...(ready === null ? [] : [ready]),
        ...logOfUnready(pod, container),
      ])
    }
  },

  describe: (facts, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} has run for ${duration(facts.ranSeconds)} and is not ready, probably because its ${theProbe(facts.kind, facts)} does not succeed.`,
    why: sentences(
      'It is past the time that the probe needs for a first success. What the probe got for an answer stands in events, and none of them is at hand.',
      gotAnswer(facts),
    ),
    next: [
      compare(facts.kind, facts, container),
      kubectl`logs ${pod} -n ${namespace} -c ${container}`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})

function hasTrouble(pod: PodReading, container: Container): boolean {
  return (['liveness', 'readiness', 'startup'] as const).some(
    (kind) => probeTrouble(pod, container, kind) !== null,
  )
}
