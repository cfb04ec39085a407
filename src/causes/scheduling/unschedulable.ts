import { heldBackBy } from '../../signs/obstacle.ts'
import { counted, listed } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { largestSteps } from '../words/rejection-steps.ts'
import { filterReason, nodeReasons } from '../words/scheduler.ts'

const defaultScheduler = 'default-scheduler'

function theScheduler(name: string): string {
  return name === defaultScheduler ? 'the scheduler' : `scheduler \`${name}\``
}

export const unschedulable = defineCause({
  id: 'unschedulable',
  stage: 'scheduling',
  title: 'No node takes the pod',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],
  isGeneric: true,

  *match(pod) {
    const obstacle = heldBackBy(pod, 'other')
    if (obstacle === null) return
    // That no node takes it, the scheduler itself states.
    yield certain(
      null,
      {
        ...nodeReasons(obstacle),
        rejections: obstacle.rejections.map(filterReason),
        steps: largestSteps(obstacle.rejections),
        scheduler: pod.schedulerName.value,
      },
      obstacle.evidence,
    )
  },

  describe: ({ total, rejections, steps, pinnedTo, autoscaler, scheduler }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${total === null || rejections.length === 1 ? '' : `of ${counted(total, 'node')}, `}${listed(rejections)}.`,
    why: [
      pinnedTo === '' ? '' : `The pod belongs on node \`${pinnedTo}\` alone.`,
      rejections.length > 1
        ? 'These are the reasons of the scheduler; which of them to change depends on the nodes that the pod is meant for.'
        : `These are the words of ${theScheduler(scheduler)}; what stands behind them cannot be told from here.`,
      autoscaler,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    next: [
      ...(rejections.length > 1
        ? ['Decide which nodes the pod is meant for, and remove what keeps it from those.']
        : []),
      ...steps,
      ...(scheduler === defaultScheduler
        ? []
        : [
            `Look at the log of scheduler \`${scheduler}\`, and at its own objects for this pod, such as its queue or pod group.`,
          ]),
      kubectl`describe pod ${pod} -n ${namespace}`,
      kubectl`get nodes`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
