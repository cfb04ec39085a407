import { heldResize } from '../../signs/resize.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const resizeInfeasible = defineCause({
  id: 'resize-infeasible',
  stage: 'admission',
  title: 'The node can never grant a resize',
  seenAs: ['Running'],
  needs: ['pod'],
  // The pod runs well with what it had before; it is the change that does not come.
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    const resize = heldResize(pod, 'PodResizePending', 'Infeasible')
    if (resize === null) return
    yield certain(null, { problem: resize.message.replace(/\.$/, '') }, [resize])
  },

  describe: ({ problem }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` runs; the change of its resources can never be made on node \`${node}\`.`,
    why: `The kubelet says: ${problem}. It does not try again before the resources are changed once more; the pod keeps what it had.`,
    next: [
      'Ask for amounts that the node can have, or make the pod anew so that it is scheduled with its new size.',
      kubectl`describe node ${node}`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.containers[*].resources}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
