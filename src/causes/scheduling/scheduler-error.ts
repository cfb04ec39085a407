import { condition } from '../../pod/reading.ts'
import { waitsForNode } from '../../signs/scheduling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const schedulerError = defineCause({
  id: 'scheduler-error',
  stage: 'scheduling',
  title: 'The scheduler met an error of its own',
  seenAs: ['Pending'],
  needs: ['pod'],

  *match(pod) {
    const scheduled = condition(pod, 'PodScheduled')
    if (!waitsForNode(pod) || scheduled?.status !== 'False' || scheduled.reason !== 'SchedulerError') return
    yield certain(null, { scheduler: pod.schedulerName.value }, [scheduled])
  },

  describe: ({ scheduler }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: scheduler \`${scheduler}\` met an error while it placed it.`,
    why: 'The condition `PodScheduled` has reason `SchedulerError`: the attempt broke off, which says nothing about whether a node fits. The scheduler tries again.',
    next: [
      'Read the message of the condition, and the log of the scheduler around that time.',
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
