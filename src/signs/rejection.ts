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
const oldPrefix = /^(?:Pod )?/
// The reasons of the handlers (`lifecycle/predicate.go`, `cm/topologymanager`, `cm/admission`), whose texts have changed more often.
const reasons =
  /^(?:OutOf\S+|UnexpectedAdmissionError|TopologyAffinityError|SMTAlignmentError|NodeAffinity|MatchNodeSelector|NodeName|HostName|NodePorts|PodFitsHostPorts|TaintToleration|PodToleratesNodeTaints|UnexpectedPredicateFailureType|UnknownReason|InvalidNodeInfo|AppArmor|SysctlForbidden|PodOSNotSupported|PodOSSelectorNodeLabelDoesNotMatch)$/

/**
 * The kubelet's refusal to run the pod at all, or null. A node under pressure refuses with reason Evicted, which is an
 * eviction like any other and not among them.
 */
export function rejection(pod: PodReading): Rejection | null {
  const { phase } = pod
  // The topology manager of 1.16 and 1.17 wrote "Topology Affinity Error".
  const reason = pod.reason.value.replaceAll(' ', '')
  if (phase.value !== 'Failed' || reason === '' || reason === 'Evicted') return null
  const begins = prefix.test(pod.message.text) ? prefix : reasons.test(reason) ? oldPrefix : null
  if (begins === null) return null
  const event = lastEvent(pod, pod.reason.value)
  const message = (pod.message.text || (event?.message ?? '')).replace(begins, '')
  return {
    reason,
    message,
    evidence: event === null ? [pod.reason, pod.message] : [pod.reason, pod.message, event],
  }
}
