// The moments that the pod itself records: the last change of each condition, and its deletion.
import type { Condition } from '../pod/condition.ts'
import type { PodReading } from '../pod/reading.ts'
import { type Dated, dated, datedBy } from './dated.ts'

// A kubelet writes `startTime` and its first conditions within one sync.
const oneSync = 1000

/** The moments that one state of a pod tells, without its containers and events. */
export function podMoments(state: PodReading): Dated[] {
  return [
    ...dated(state.createdAt, 'created', 'metadata.creationTimestamp'),
    ...dated(state.acceptedAt, 'accepted', 'status.startTime'),
    ...state.conditions.flatMap((condition) => conditionMoments(condition, state)),
    ...deletionMoments(state),
  ]
}

/** Whether a condition still is what the kubelet wrote when it took the pod, so that its time is no change of anything. */
export function isInitial({ at }: Condition, { acceptedAt }: PodReading): boolean {
  return at === null || acceptedAt === null || at - acceptedAt <= oneSync
}

function conditionMoments(condition: Condition, state: PodReading): Dated[] {
  const { type, status, reason, at, path } = condition
  const isTrue = status === 'True'
  switch (type) {
    case 'PodScheduled':
      if (isTrue) return dated(at, 'scheduled', path)
      return dated(at, reason === 'SchedulingGated' ? 'gated' : 'unschedulable', path)
    case 'PodReadyToStartContainers':
    case 'PodHasNetwork':
      // A kubelet up to 1.35 writes it only at its next sync, which may come after a long pull.
      if (isTrue) return datedBy(at, 'sandbox-ready', path)
      return isInitial(condition, state) ? [] : datedBy(at, 'sandbox-gone', path)
    case 'Initialized':
      return isTrue && hasInit(state) ? dated(at, 'initialized', path) : []
    case 'Ready':
      if (isTrue) return dated(at, 'ready', path)
      return isInitial(condition, state) ? [] : dated(at, 'unready', path)
    case 'DisruptionTarget':
      return isTrue ? dated(at, disruptions.get(reason) ?? 'disrupted', path) : []
    default:
      return []
  }
}

const disruptions = new Map([
  ['PreemptionByScheduler', 'preempted'],
  ['DeletionByTaintManager', 'evicted'],
  ['EvictionByEvictionAPI', 'evicted'],
])

function hasInit({ containers }: PodReading): boolean {
  return containers.some(({ role }) => role === 'init' || role === 'sidecar')
}

/**
 * `deletionTimestamp` is the request plus the grace period. The last DELETE, with which a kubelet lets the object go, sets a
 * period of 0 and its own time: then the first request is only known to have come by then (`rest/delete.go BeforeDelete`).
 */
function deletionMoments({ deletion }: PodReading): Dated[] {
  if (deletion === null) return []
  const { requestedAt, deadline, graceSeconds, path } = deletion
  if (graceSeconds === 0) return datedBy(requestedAt, 'deletion-requested', path)
  return [...dated(requestedAt, 'deletion-requested', path), ...dated(deadline, 'deadline', path)]
}
