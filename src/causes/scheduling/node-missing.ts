import { hasEnded, hasStarted, isScheduled, type PodReading } from '../../pod/reading.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const nodeMissing = defineCause({
  id: 'node-missing',
  stage: 'scheduling',
  title: 'The pod is bound to a node that does not exist',
  seenAs: ['Pending'],
  needs: ['pod', 'node'],

  *match(pod) {
    if (!isScheduled(pod) || pod.acceptedAt !== null || hasStarted(pod) || hasEnded(pod)) return
    if (pod.deletion !== null || pod.node !== null) return
    const known = wasNotFound(pod)
    if (known || isAmongNoNodes(pod))
      yield (known ? certain : likely)(null, { known }, [pod.nodeName, pod.phase])
  },

  describe: ({ known }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` is bound to node \`${node}\`, which ${known ? 'does not exist' : 'probably does not exist'}.`,
    why: `Its \`spec.nodeName\` is \`${node}\`, ${known ? 'and the cluster knows no such node' : 'and it is not among the nodes that we know of'}. No kubelet has taken the pod, and the scheduler leaves a pod alone that has a node.`,
    next: [
      'Remove `nodeName` from the pod template, or correct it, and make the pod anew.',
      kubectl`get node ${node}`,
      kubectl`get pod ${pod} -n ${namespace} -o wide`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})

/** Whether the server was asked for the node and said that there is none. */
function wasNotFound({ gaps }: PodReading): boolean {
  return gaps.some(({ source, why }) => source === 'node' && why === 'not-found')
}

/** Whether nodes were read without a gap, and the pod's own is not one of them. */
function isAmongNoNodes({ gaps, nodes, nodeName }: PodReading): boolean {
  const read = !gaps.some(({ source }) => source === 'node' || source === 'nodes')
  return read && nodes.length > 0 && nodes.every(({ name }) => name !== nodeName.value)
}
