import type { Item } from '../pod/item.ts'
import { condition, hasEnded, isScheduled, lastEvent, type PodReading } from '../pod/reading.ts'

/** A pod whose node does not answer, or says itself that it is not ready. */
export interface LostNode {
  /** `silent`: it stopped reporting. `not-ready`: it reports that it is not ready. `unknown`: the node could not be read. */
  readonly state: 'silent' | 'not-ready' | 'unknown'
  /** What the node's condition says, or "". */
  readonly says: string
  /** When that became true, in milliseconds since 1970, or null. */
  readonly since: number | null
  readonly evidence: readonly [Item, ...Item[]]
}

/**
 * What is known of a lost node, or null. The node lifecycle controller sets the node's Ready to Unknown, taints it as
 * unreachable, and sets the pod's Ready to False without a reason; what the pod's containers did last stays as it was.
 */
export function lostNode(pod: PodReading): LostNode | null {
  if (!isScheduled(pod) || hasEnded(pod)) return null
  const podReady = condition(pod, 'Ready')
  // Every other writer of Ready=False gives a reason.
  const isMarked = podReady !== null && podReady.status === 'False' && podReady.reason === ''
  const marks = isMarked ? [podReady] : []
  const ready = pod.node?.conditions.find(({ type }) => type === 'Ready') ?? null
  // Up to 1.18 the node controller also wrote it into the status of a pod that it deleted.
  if (pod.reason.value === 'NodeLost' && ready?.status !== 'True') {
    const evidence: [Item, ...Item[]] = [
      pod.reason,
      pod.message,
      ...(ready === null ? [] : [ready]),
      ...marks,
    ]
    return { state: 'silent', says: ready?.message ?? '', since: ready?.at ?? podReady?.at ?? null, evidence }
  }
  const taint = pod.node?.taints.find(({ key }) => key === 'node.kubernetes.io/unreachable')
  if (ready?.status === 'Unknown') {
    const evidence: [Item, ...Item[]] = [ready, ...(taint === undefined ? [] : [taint.item]), ...marks]
    return { state: 'silent', says: ready.message, since: ready.at, evidence }
  }
  if (!isMarked) return null
  const event = lastEvent(pod, 'NodeNotReady')
  const events = event === null ? [] : [event]
  if (ready?.status === 'False') {
    return {
      state: 'not-ready',
      says: ready.message,
      since: ready.at,
      evidence: [ready, podReady, ...events],
    }
  }
  if (pod.node !== null) return null
  // A kubelet changes both; the node controller changes Ready alone.
  const containersReady = condition(pod, 'ContainersReady')
  const untouched = containersReady?.status === 'True' ? [containersReady] : []
  if (event === null && untouched.length === 0) return null
  return { state: 'unknown', says: '', since: podReady.at, evidence: [podReady, ...untouched, ...events] }
}
