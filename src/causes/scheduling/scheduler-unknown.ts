import { condition, lastEvent, type PodReading } from '../../pod/reading.ts'
import { waitsForNode } from '../../signs/scheduling.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'

// A scheduler writes the condition within moments of its first attempt.
const firstAttemptWithin = 30 * 1000

export const schedulerUnknown = defineCause({
  id: 'scheduler-unknown',
  stage: 'scheduling',
  title: 'No scheduler takes care of the pod',
  seenAs: ['Pending'],
  needs: ['pod'],

  *match(pod) {
    const { schedulerName } = pod
    if (!waitsForNode(pod) || schedulerName.value === 'default-scheduler' || pod.schedulingGates.length > 0)
      return
    if (condition(pod, 'PodScheduled') !== null || lastEvent(pod, 'FailedScheduling') !== null || isNew(pod))
      return
    if (pod.events.some(({ component }) => isOf(component, schedulerName.value))) return
    yield likely(null, { scheduler: schedulerName.value }, [schedulerName, pod.phase])
  },

  describe: ({ scheduler }, { pod }) => ({
    what: `Pod \`${pod}\` gets no node: probably no scheduler named \`${scheduler}\` runs.`,
    why: `Its \`spec.schedulerName\` is \`${scheduler}\`, and no scheduler has said anything about it. The default scheduler leaves pods with another name alone.`,
    next: [
      `Start scheduler \`${scheduler}\`, or correct \`spec.schedulerName\` in the pod template.`,
      kubectl`get pods -A -o wide`,
      kubectl`get leases -A`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ scheduler }) => thing('scheduler', scheduler),
})

/** Whether the pod is so young that its scheduler may not have come to it yet; false where the time is not known. */
function isNew({ takenAt, takenAtIs, createdAt }: PodReading): boolean {
  return takenAtIs === 'exact' && createdAt !== null && takenAt - createdAt < firstAttemptWithin
}

/** Whether this component speaks for the scheduler: YuniKorn signs as `yunikorn`; others add a suffix to their name. */
function isOf(component: string, scheduler: string): boolean {
  return component !== '' && (component.startsWith(scheduler) || scheduler.startsWith(component))
}
