import { containersOf, hasEnded } from '../../pod/reading.ts'
import { probeTrouble } from '../../signs/probe-results.ts'
import { counted } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { sentences, theContainer } from '../words/container.ts'
import { compare, gotAnswer, logOfUnready, probeFacts, theProbe } from '../words/probe-result.ts'

export const livenessFailing = defineCause({
  id: 'liveness-failing',
  stage: 'probes',
  title: 'The liveness probe fails, and the container is not killed yet',
  seenAs: ['Running', 'NotReady'],
  needs: ['pod', 'events'],
  kills: 'soon',

  *match(pod) {
    if (pod.deletion !== null || hasEnded(pod)) return
    for (const container of containersOf(pod, 'main', 'sidecar')) {
      const probe = container.probes.liveness
      const trouble = probeTrouble(pod, container, 'liveness')
      if (container.running === null || probe === null || trouble === null || trouble.errored) continue
      const { count, firstAt, lastAt } = trouble.event
      const period = probe.periodSeconds * 1000
      const isRecent = pod.takenAt - (lastAt ?? 0) <= 2 * period + probe.timeoutSeconds * 1000
      // Failures with no success between them: a few now and then are below the threshold and pass.
      const isSteady = count * period >= (lastAt ?? 0) - (firstAt ?? 0)
      if (count < (pod.takenAtIs === 'exact' ? 2 : 3) || !isRecent || !isSteady) continue
      yield likely(container.name, probeFacts(pod, container, 'liveness', trouble.event), [
        trouble.event,
        container.running,
        ...logOfUnready(pod, container),
      ])
    }
  },

  describe: (facts, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} seems to be failing its ${theProbe('liveness', facts)}, and is likely to be killed for it.`,
    why: sentences(
      gotAnswer(facts),
      facts.failureThreshold === null
        ? ''
        : `The kubelet kills the container after ${counted(facts.failureThreshold, 'failure')} in a row; it has not done so yet in this run.`,
    ),
    next: [compare('liveness', facts, container), kubectl`logs ${pod} -n ${namespace} -c ${container}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
