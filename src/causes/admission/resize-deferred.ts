import { heldResize } from '../../signs/resize.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

const shortage = /enough resource: (\S+), requested: (\d+), used: (\d+), capacity: (\d+)/

export const resizeDeferred = defineCause({
  id: 'resize-deferred',
  stage: 'admission',
  title: 'A resize waits until the node has room',
  seenAs: ['Running'],
  needs: ['pod'],
  // The pod runs well with what it had before; it is the change that does not come.
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    const resize = heldResize(pod, 'PodResizePending', 'Deferred')
    if (resize === null) return
    const amounts = shortage.exec(resize.message)
    yield certain(
      null,
      {
        resource: amounts?.[1] ?? '',
        requested: amounts?.[2] ?? '',
        used: amounts?.[3] ?? '',
        capacity: amounts?.[4] ?? '',
      },
      [resize],
    )
  },

  describe: ({ resource, requested, used, capacity }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` runs; the change of its resources waits until node \`${node}\` has room${resource === '' ? '' : ` for more \`${resource}\``}.`,
    why: `${requested === '' ? '' : `It would need ${requested} in all; ${used} of ${capacity} are taken. `}The kubelet tries again when other pods end or shrink. Until then the pod keeps what it had.`,
    next: [
      'Free room on the node, or end the pod so that it is scheduled anew with its new size.',
      kubectl`describe node ${node}`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.status.containerStatuses[*].resources}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
