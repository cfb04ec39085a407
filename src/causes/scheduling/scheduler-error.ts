import { pluginFailure } from '../../signs/scheduling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const schedulerError = defineCause({
  id: 'scheduler-error',
  stage: 'scheduling',
  title: 'The scheduler met an error of its own',
  seenAs: ['Pending'],
  needs: ['pod'],

  *match(pod) {
    const failure = pluginFailure(pod)
    if (failure === null) return
    const { plugin, message, item } = failure
    yield certain(null, { scheduler: pod.schedulerName.value, plugin, message }, [item])
  },

  describe: ({ scheduler, plugin, message }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${plugin === '' ? `scheduler \`${scheduler}\` met an error while it placed it` : `plugin \`${plugin}\` of scheduler \`${scheduler}\` broke off the attempt to place it`}.`,
    why: `${message === '' ? 'The condition `PodScheduled` has reason `SchedulerError`' : `It says "${message}"`}. This says nothing about whether a node fits; the scheduler tries again.`,
    next: [
      plugin === ''
        ? 'Read the message of the condition, and the log of the scheduler around that time.'
        : `Look at what plugin \`${plugin}\` depends on (a driver, a webhook, the API server), then at the log of scheduler \`${scheduler}\`.`,
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
