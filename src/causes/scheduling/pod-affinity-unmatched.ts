import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const podAffinityUnmatched = defineCause({
  id: 'pod-affinity-unmatched',
  stage: 'scheduling',
  title: 'No node runs the pods that this one must be near',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'pod-affinity')
    if (obstacle === null) return
    const terms = pod.podAffinity.map(({ value }) => value)
    yield (obstacle.sure ? certain : likely)(null, { ...nodeReasons(obstacle), terms }, [
      ...obstacle.evidence,
      ...pod.podAffinity,
    ])
  },

  describe: ({ terms, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: none that it could use runs the pods that its required pod affinity asks for${terms.length > 0 ? ` (${names(terms)})` : ''}.`,
    why: `${nodeReasonsSentence(reasons)} A required pod affinity counts pods that run now, in the namespaces that the term names, by label.`,
    next: [
      'Start the pods that it must be near first, or correct the labels and the `topologyKey` in `spec.affinity.podAffinity`.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.affinity.podAffinity}'`,
      kubectl`get pods -n ${namespace} -o wide --show-labels`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ terms }, at) => thingOf(at, 'pods to stand with', terms),
})
