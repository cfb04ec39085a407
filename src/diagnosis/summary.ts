// The one sentence for a pod without a verdict.
import { condition, hasEnded, isScheduled, type PodReading } from '../pod/reading.ts'
import { unreadyContainers } from '../signs/probe-results.ts'
import type { Outcome } from './diagnosis.ts'
import { isMoving } from './outcome.ts'

/** What to say of a pod, or of a workload without one, of which nothing leads. `ready` is kubectl's READY, `workload` such as `Deployment/api`. */
export function summaryOf(
  pod: PodReading,
  { outcome, ready, workload }: { outcome: Outcome; ready: string; workload: string | null },
): string {
  switch (outcome) {
    case 'healthy':
      return `Healthy: running, and ready (${ready}).`
    case 'completed':
      return 'Completed: every container has ended well.'
    case 'starting':
      return 'Starting: no failure so far.'
    case 'terminating':
      return 'Terminating: it was asked to stop, and its time is not over.'
    default:
      return pod.exists
        ? notKnown(pod)
        : `${workload ?? 'The workload'} has no pod, and nothing that was read says why.`
  }
}

function notKnown(pod: PodReading): string {
  if (hasEnded(pod)) return 'The pod has failed, and no cause that we know explains it. The facts are below.'
  if (!isScheduled(pod) && condition(pod, 'PodScheduled') === null)
    return 'It has no node yet, and nothing that was read says why.'
  if (pod.takenAtIs !== 'exact' && isMoving(pod))
    return 'Not ready yet. It is not known when this was saved, so the pod may be starting or stuck: say when with --now TIME.'
  const [unready] = unreadyContainers(pod)
  if (unready !== undefined) {
    const restarts = unready.restartCount === 1 ? '1 restart' : `${unready.restartCount} restarts`
    const after = unready.restartCount === 0 ? '' : ` after ${restarts}`
    return `Container \`${unready.name}\` is running but not ready${after}. Nothing that was read says why; the facts are below.`
  }
  return 'No cause that we know explains this. The facts are below.'
}
