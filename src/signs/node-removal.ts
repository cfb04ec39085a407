import type { Item } from '../pod/item.ts'
import { lastEvent, type PodReading } from '../pod/reading.ts'

/** An autoscaler that takes the pod's node away. */
export interface NodeRemoval {
  readonly by: 'The cluster autoscaler' | 'Karpenter'
  /** Whether an event of the pod itself says so, and not only a taint of its node. */
  readonly isOfPod: boolean
  readonly evidence: Item
}

/** Who removes the node, by an event of the pod or a taint of the node; or null. */
export function nodeRemoval(pod: PodReading): NodeRemoval | null {
  // cluster-autoscaler `actuation/drain.go`, and `disruption/events` and `eviction` of Karpenter.
  const scaleDown = lastEvent(pod, 'ScaleDown', { says: /for node scale down/ })
  if (scaleDown !== null) return { by: 'The cluster autoscaler', isOfPod: true, evidence: scaleDown }
  const evicted = lastEvent(pod, 'Evicted', { says: /^Evicted pod/ })
  if (evicted !== null) return { by: 'Karpenter', isOfPod: true, evidence: evicted }
  for (const { key, item } of pod.node?.taints ?? []) {
    if (key === 'ToBeDeletedByClusterAutoscaler')
      return { by: 'The cluster autoscaler', isOfPod: false, evidence: item }
    if (key === 'karpenter.sh/disrupted' || key === 'karpenter.sh/disruption')
      return { by: 'Karpenter', isOfPod: false, evidence: item }
  }
  return null
}
