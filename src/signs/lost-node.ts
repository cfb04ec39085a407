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
  if (pod.node !== null || event === null) return null
  return { state: 'unknown', says: '', since: podReady.at, evidence: [podReady, event] }
}
