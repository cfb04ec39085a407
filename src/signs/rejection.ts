import type { Item } from '../pod/item.ts'
import { lastEvent, type PodReading } from '../pod/reading.ts'

/** A pod that was given to a node whose kubelet refused to run it. */
export interface Rejection {
  /** `status.reason`, such as `OutOfcpu`. */
  readonly reason: string
  /** What the kubelet said, without its "Pod was rejected: ". */
  readonly message: string
  readonly evidence: readonly [Item, ...Item[]]
}

// `rejectPod`, 1.26 on. Before, it was "Pod " alone, with which other messages begin too: hence the texts of the handlers.
const prefix =
  /^Pod (?:was rejected: |(?=Node didn't|Predicate |Failed to admit|Kubelet cannot|Allocate failed|Update plugin|Unexpected error|GeneralPredicates|Resources cannot|SMT Alignment|forbidden sysctl|Cannot enforce|Node is in progress|Pod was rejected))/

/**
 * The kubelet's refusal to run the pod at all, or null. A node under pressure refuses with reason Evicted, which is an
 * eviction like any other and not among them.
 */
export function rejection(pod: PodReading): Rejection | null {
  const { phase, reason } = pod
  if (phase.value !== 'Failed' || reason.value === '' || reason.value === 'Evicted') return null
  if (!prefix.test(pod.message.text)) return null
  const message = pod.message.text.replace(prefix, '')
  const event = lastEvent(pod, reason.value)
  return {
    reason: reason.value,
    message,
    evidence: event === null ? [reason, pod.message] : [reason, pod.message, event],
  }
}
