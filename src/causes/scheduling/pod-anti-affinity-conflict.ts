import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const podAntiAffinityConflict = defineCause({
  id: 'pod-anti-affinity-conflict',
  stage: 'scheduling',
  title: 'Pods that must not be near run on every node',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'pod-anti-affinity')
    if (obstacle === null) return
    const ofOthers = obstacle.reasons.every((reason) => reason.includes('existing pods'))
    const own = ofOthers ? [] : pod.podAntiAffinity
    yield (obstacle.sure ? certain : likely)(
      null,
      { ...nodeReasons(obstacle), ofOthers, terms: own.map(({ value }) => value) },
      [...obstacle.evidence, ...own],
    )
  },

  describe: ({ ofOthers, terms, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: on those that it could use run pods that must not be near it${terms.length > 0 ? ` (${names(terms)})` : ''}.`,
    why: `${nodeReasonsSentence(reasons)} ${ofOthers ? 'It is the required anti-affinity of a pod that runs there which forbids it.' : 'Its own required anti-affinity forbids to run beside them: so it takes one node (or zone) for each such pod.'}`,
    next: [
      'Add a node, run fewer replicas, or use a preferred anti-affinity.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.affinity.podAntiAffinity}'`,
      kubectl`get pods -n ${namespace} -o wide --show-labels`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
