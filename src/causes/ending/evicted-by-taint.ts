import { lastEvent } from '../../pod/reading.ts'
import { disruption } from '../../signs/removal.ts'
import { marked } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'

// Set by the node and cloud controllers for as long as the node itself is the trouble: no pod should tolerate these for good.
const nodeTrouble =
  /^node\.kubernetes\.io\/(?:unreachable|not-ready|out-of-service)$|^node\.cloudprovider\.kubernetes\.io\/(?:shutdown|uninitialized)$/

export const evictedByTaint = defineCause({
  id: 'evicted-by-taint',
  stage: 'ending',
  title: 'A taint of the node drove the pod away',
  seenAs: ['Terminating', 'Error', 'Completed', 'ContainerStatusUnknown'],
  needs: ['pod', 'events'],
  explains: ['crash', 'probes'],

  *match(pod) {
    const target = disruption(pod, 'DeletionByTaintManager', 'DeletionByDeviceTaintManager')
    const marked = lastEvent(pod, 'TaintManagerEviction')
    const event = marked !== null && /^Marking for deletion/.test(marked.message) ? marked : null
    // A toleration with tolerationSeconds only puts it off, so that every NoExecute taint can be the one.
    const taints = (pod.node?.taints ?? []).filter(({ effect }) => effect === 'NoExecute')
    const ofNode = taints.filter(({ key }) => nodeTrouble.test(key))
    const items = taints.slice(0, 2).map(({ item }) => item)
    const facts = {
      taints: taints.map(({ item }) => item.value),
      ofNode: ofNode.map(({ item }) => item.value),
      says: target?.message ?? event?.message ?? '',
    }
    const seen = [...(event === null ? [] : [event]), ...items]
    if (target !== null) yield certain(null, facts, [target, ...seen])
    else if (event !== null && pod.deletion !== null)
      yield likely(null, facts, [event, pod.deletion, ...items])
  },

  describe: ({ taints, ofNode, says }, { node, pod, namespace }) => ({
    what: `The pod is removed from node \`${node}\` because of a NoExecute taint of that node that it does not tolerate, or not for longer.`,
    why: sentences(
      says === '' ? '' : `It says: "${says}".`,
      taints.length === 0
        ? 'Which taint it was is not known: the node has none of that effect now, or could not be read.'
        : `The node has ${marked(taints)} now.`,
    ),
    next: [
      ofNode.length > 0
        ? 'Look at the node: its machine, its kubelet and its network. The taint goes when it is well again.'
        : 'If the pod belongs on such nodes, add a toleration to `spec.tolerations`.',
      kubectl`describe node ${node}`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.tolerations}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
