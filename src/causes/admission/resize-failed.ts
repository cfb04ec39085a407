import { heldResize } from '../../signs/resize.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const resizeFailed = defineCause({
  id: 'resize-failed',
  stage: 'admission',
  title: 'A resize has failed',
  seenAs: ['Running'],
  needs: ['pod'],
  // The pod runs well with what it had before; it is the change that does not come.
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    const resize = heldResize(pod, 'PodResizeInProgress', 'Error')
    if (resize === null) return
    yield certain(null, { problem: resize.message.replace(/\.$/, '') }, [resize])
  },

  describe: ({ problem }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` runs; the change of its resources was begun and has failed.`,
    why: `The kubelet says: ${problem}. It tries again; until then the pod may have part of the change.`,
    next: [
      kubectl`describe pod ${pod} -n ${namespace}`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.status.containerStatuses[*].resources}'`,
      'If a memory limit is to go below what is used, let the container use less first, or have it restarted by its `resizePolicy`.',
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
