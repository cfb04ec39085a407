// `status.reason` and `status.message` that neither a kubelet nor a controller of Kubernetes wrote.
import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import { rejection } from './rejection.ts'

/** A failure that another component wrote into the status. */
export interface ForeignStatus {
  /** `virtual-node`: what stands behind a virtual kubelet. `scheduler`: a scheduler of its own, of a pod without a node. */
  readonly speaker: 'virtual-node' | 'scheduler' | 'unknown'
  readonly reason: string
  /** The part of the message that tells what went wrong; "" where there is no message. */
  readonly says: string
  readonly evidence: readonly [Item, ...Item[]]
}

// Written by kubelets (`kubelet.go`, `eviction`, `preemption`, `nodeshutdown`, `active_deadline.go`) and the node lifecycle controller.
const own =
  /^(?:Evicted|DeadlineExceeded|Preempting|Terminated|Shutdown|NodeShutdown|NodeLost|AppArmor|Unknown|Completed|Error|Unschedulable|UnexpectedAdmissionError|Node\w+|OutOf\S+)$/
// `node/pod.go` of virtual-kubelet, whatever its provider.
const ofVirtualKubelet = /^ProviderFailed$/
const failure =
  /fail|error|reject|refus|denied|deny|invalid|lost|time-?d? ?out|insufficient|unavailable|not ?found|cannot|could not|exceed|abort|back-?off|unsupported|unauthorized|forbidden/i

/** The failure of a pending or failed pod that its status tells in words of another component, or null. */
export function foreignStatus(pod: PodReading): ForeignStatus | null {
  const { reason, message, phase } = pod
  if (reason.value === '' || own.test(reason.value) || rejection(pod) !== null) return null
  // While it is pending, a reason may as well tell of progress.
  const isFailure =
    phase.value === 'Failed' ||
    (phase.value === 'Pending' && (failure.test(reason.value) || failure.test(message.text)))
  if (!isFailure) return null
  return {
    speaker: speakerOf(pod),
    reason: reason.value,
    says: tellingPart(message.text),
    evidence: message.quote === '' ? [reason] : [reason, message],
  }
}

function speakerOf(pod: PodReading): ForeignStatus['speaker'] {
  const { node, nodeName, nodeSelector, tolerations, reason, schedulerName } = pod
  if (nodeName.value === '') return schedulerName.value === 'default-scheduler' ? 'unknown' : 'scheduler'
  const isVirtual =
    ofVirtualKubelet.test(reason.value) ||
    nodeSelector.some(({ value }) => value === 'type=virtual-kubelet') ||
    tolerations.some(({ key }) => key === 'virtual-kubelet.io/provider') ||
    node?.taints.some(({ key }) => key === 'virtual-kubelet.io/provider') === true ||
    node?.labels.some(([key, value]) => key === 'type' && value === 'virtual-kubelet') === true
  return isVirtual ? 'virtual-node' : 'unknown'
}

const request = /^(?:api call to |(?:Get|Post|Put|Patch|Delete) )"?https?:\/\/\S+?"?: /i
const whatWasAsked = /^(?:application|job|pod) '[^']*' (?:is |was )?(?:rejected|refused)(?: by \S+)?[,:] /i
const trace =
  /[.;,]?\s*\b(?:Diagnostic information|(?:Correlation|Request|Activity|Trace|Operation) ?-?ID|timestamp)\b.*$/is

/** A message without the request that failed, the application that it repeats, and the ids for a support desk. */
function tellingPart(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  const part = line.replace(request, '').replace(whatWasAsked, '').replace(trace, '')
  return part.trim() === '' ? line : part.trim()
}
