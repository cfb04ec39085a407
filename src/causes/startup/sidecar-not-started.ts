import { containersOf, hasEnded } from '../../pod/reading.ts'
import { probeTrouble } from '../../signs/probe-results.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sentences } from '../words/container.ts'
import { compare, gotAnswer, logOfUnready, probeFacts, theProbe } from '../words/probe-result.ts'

export const sidecarNotStarted = defineCause({
  id: 'sidecar-not-started',
  stage: 'startup',
  title: 'The pod waits for a sidecar whose startup probe fails',
  seenAs: ['Init', 'PodInitializing', 'Pending', 'Running'],
  needs: ['pod', 'events'],
  explains: ['startup-failing', 'startup-kill', 'not-ready'],
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    if (hasEnded(pod) || pod.deletion !== null) return
    for (const container of containersOf(pod, 'sidecar')) {
      const { running, started } = container
      const trouble = probeTrouble(pod, container, 'startup')
      if (running === null || started || trouble === null) continue
      const later = pod.containers.slice(pod.containers.indexOf(container) + 1)
      const waiting = later.filter((other) => other.waiting?.reason === 'PodInitializing')
      if (waiting.length === 0) continue
      const facts = {
        ...probeFacts(pod, container, 'startup', trouble.event),
        restarts: container.restartCount,
      }
      yield certain(container.name, facts, [trouble.event, running, ...logOfUnready(pod, container)])
    }
  },

  describe: ({ restarts, ...facts }, { container, pod, namespace }) => ({
    what: `The pod waits for sidecar \`${container}\`: it runs, but its ${theProbe('startup', facts)} has not succeeded, so that no container after it starts.`,
    why: sentences(
      gotAnswer(facts),
      'A sidecar (an init container with `restartPolicy: Always`) counts as started only when its startup probe has succeeded.',
      restarts === 0
        ? ''
        : 'The kubelet kills and restarts it when the probe fails too often, as it did before.',
    ),
    next: [compare('startup', facts, container), kubectl`logs ${pod} -n ${namespace} -c ${container}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
