import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const nodeOsMismatch = defineCause({
  id: 'node-os-mismatch',
  stage: 'admission',
  title: 'The node has another operating system',
  seenAs: ['PodOSNotSupported', 'PodOSSelectorNodeLabelDoesNotMatch'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || !['PodOSNotSupported', 'PodOSSelectorNodeLabelDoesNotMatch'].includes(found.reason))
      return
    yield certain(null, { reason: found.reason }, found.evidence)
  },

  describe: ({ reason }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: it has another operating system than the pod asks for.`,
    why: `${reason === 'PodOSNotSupported' ? '`spec.os.name` of the pod is not that of the node' : 'The pod selects a node by the label `kubernetes.io/os`, and the node has another value'}. The scheduler does not look at \`spec.os\`. A refused pod is final.`,
    next: [
      'Select nodes of the right system with `nodeSelector: {kubernetes.io/os: …}`, or correct `spec.os.name`.',
      kubectl`get node ${node} --show-labels`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.os}{.spec.nodeSelector}'`,
    ],
  }),

  recovery: 'replaced',
  sharedBy: null,
})
