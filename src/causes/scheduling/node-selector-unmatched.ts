import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const nodeSelectorUnmatched = defineCause({
  id: 'node-selector-unmatched',
  stage: 'scheduling',
  title: 'No node has the labels that the pod asks for',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'node-selector')
    if (obstacle === null) return
    const missing = new Set(obstacle.nearest.flatMap(({ unmatched }) => unmatched))
    const selector = pod.nodeSelector.filter(({ value }) => missing.size === 0 || missing.has(value))
    yield (obstacle.sure ? certain : likely)(
      null,
      {
        ...nodeReasons(obstacle),
        labels: selector.map(({ value }) => value),
        hasRequiredAffinity: pod.nodeAffinity.length > 0,
        affinity: pod.nodeAffinity.map(({ value }) => value),
      },
      [...obstacle.evidence, ...selector, ...pod.nodeAffinity],
    )
  },

  describe: ({ labels, hasRequiredAffinity, affinity, ...reasons }, { pod, namespace }) => ({
    what:
      labels.length > 0
        ? `Pod \`${pod}\` gets no node: none that it could use has the label ${names(labels)} of its \`spec.nodeSelector\`${hasRequiredAffinity ? `, or fits its required node affinity (${names(affinity)})` : ''}.`
        : `Pod \`${pod}\` gets no node: none that it could use fits its ${hasRequiredAffinity ? `required node affinity (${names(affinity)})` : 'node affinity or selector'}.`,
    why: `${nodeReasonsSentence(reasons)} Labels of nodes are compared letter by letter; a node selector needs all of its entries on one node.`,
    next: [
      labels.length > 0
        ? `Correct \`spec.nodeSelector\`, or give ${names(labels)} to a node that is meant for the pod.`
        : 'Correct `spec.affinity.nodeAffinity`, or label a node that is meant for the pod.',
      kubectl`get nodes --show-labels`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.nodeSelector}{.spec.affinity.nodeAffinity}'`,
    ],
  }),

  recovery: 'passes',
  // A DaemonSet gives each of its pods another term, for the node that it is meant for.
  sharedBy: ({ labels, affinity }) =>
    thing(
      'node labels',
      labels.length > 0 ? labels : affinity.filter((term) => !term.startsWith('metadata.name ')),
    ),
})
