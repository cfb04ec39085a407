import { containersOf, hasEnded } from '../../pod/reading.ts'
import { erroredTimes, probeTrouble } from '../../signs/probe-results.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sentences, theContainer } from '../words/container.ts'
import { compare, gotAnswer, logOfUnready, probeFacts, theProbe } from '../words/probe-result.ts'

// One or two are a runtime that was busy, or a container that was just being replaced.
const enough = 3

export const livenessErrored = defineCause({
  id: 'liveness-errored',
  stage: 'probes',
  title: 'The liveness probe gives no result, so that it protects nothing',
  seenAs: ['Running', 'NotReady'],
  needs: ['pod', 'events'],

  *match(pod) {
    if (pod.deletion !== null || hasEnded(pod)) return
    for (const container of containersOf(pod, 'main', 'sidecar')) {
      const trouble = probeTrouble(pod, container, 'liveness')
      if (container.running === null || trouble === null || !trouble.errored) continue
      const times = erroredTimes(pod, container, 'liveness')
      if (times < enough) continue
      const facts = {
        ...probeFacts(pod, container, 'liveness', trouble.event),
        times,
      }
      yield certain(container.name, facts, [
        trouble.event,
        container.running,
        ...logOfUnready(pod, container),
      ])
    }
  },

  describe: ({ times, ...facts }, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} runs without the protection of its ${theProbe('liveness', facts)}: the probe errored ${times} times and gave no result.`,
    why: sentences(
      gotAnswer(facts),
      'A kubelet throws the result of an errored probe away: it counts neither as success nor as failure, so that the container is not restarted, even when its program hangs.',
    ),
    next: [
      facts.late !== ''
        ? `Find out how long the check takes inside \`${container}\`, then give \`livenessProbe.timeoutSeconds\` room for it, or let the command give up by itself before that time.`
        : compare('liveness', facts, container),
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
