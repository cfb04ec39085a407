import { condition } from '../../pod/reading.ts'
import { probeTrouble, unreadyContainers } from '../../signs/probe-results.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sentences, theContainer } from '../words/container.ts'
import { compare, gotAnswer, logOfUnready, probeFacts, theProbe } from '../words/probe-result.ts'

export const readinessFailing = defineCause({
  id: 'readiness-failing',
  stage: 'probes',
  title: 'The readiness probe fails',
  seenAs: ['Running', 'NotReady'],
  needs: ['pod', 'events'],

  *match(pod) {
    const ready = condition(pod, 'Ready')
    for (const container of unreadyContainers(pod)) {
      const trouble = probeTrouble(pod, container, 'readiness')
      if (trouble === null || trouble.errored) continue
      yield certain(container.name, probeFacts(pod, container, 'readiness', trouble.event), [
        trouble.event,
        ...(ready === null ? [] : [ready]),
        ...logOfUnready(pod, container),
      ])
    }
  },

  describe: (facts, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} runs but is not ready: its ${theProbe('readiness', facts)} fails.`,
    why: sentences(
      gotAnswer(facts),
      'Services send no traffic to the pod until the probe succeeds. The container is not restarted for it.',
    ),
    next: [
      compare('readiness', facts, container),
      kubectl`logs ${pod} -n ${namespace} -c ${container}`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..readinessProbe}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
