import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const tooManyPods = defineCause({
  id: 'too-many-pods',
  stage: 'scheduling',
  title: 'The nodes run as many pods as they may',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'pod-count')
    if (obstacle === null) return
    yield (obstacle.sure ? certain : likely)(null, nodeReasons(obstacle), obstacle.evidence)
  },

  describe: (text, { pod }) => ({
    what: `Pod \`${pod}\` gets no node: ${text.pinnedTo === '' ? 'the nodes that it could use already run as many pods as they may' : `node \`${text.pinnedTo}\`, the only one that it may use, already runs as many pods as it may`}.`,
    why: `${nodeReasonsSentence(text)} Each kubelet has a limit of pods (110 by default), whatever their size.`,
    next: [
      text.pinnedTo === ''
        ? 'Remove pods that are not needed, add a node, or raise `maxPods` of the kubelets.'
        : `Move pods away from node \`${text.pinnedTo}\` or raise \`maxPods\` of its kubelet. If the node is not meant for this pod, such as a Fargate node for a DaemonSet, keep it out with a node affinity in the template.`,
      kubectl`get nodes -o custom-columns=NAME:.metadata.name,PODS:.status.allocatable.pods`,
      kubectl`get pods -A -o wide`,
    ],
  }),

  recovery: 'passes',
  sharedBy: () => thing('cluster', 'no room for pods'),
})
