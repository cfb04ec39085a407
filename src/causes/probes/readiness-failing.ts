import { probeTrouble, unreadyContainers } from '../../pod/probing.ts'
import { condition } from '../../pod/reading.ts'
import { kubectl } from '../command.ts'
import { sentences, theContainer } from '../container-words.ts'
import { certain, defineCause } from '../defineCause.ts'
import { compare, gotAnswer, probeFacts, theProbe } from '../probe-words.ts'

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
      yield certain(container.name, probeFacts(container, 'readiness', trouble.event), [
        trouble.event,
        ...(ready === null ? [] : [ready]),
      ])
    }
  },

  tell: (facts, { container, pod, namespace }) => ({
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
})
