import type { PodReading } from '../../pod/reading.ts'
import { rejection } from '../../signs/rejection.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// Reasons that the kubelet takes over from the scheduler's filters (`lifecycle/predicate.go`); up to 1.17 under the names of predicates.
const newName = new Map([
  ['MatchNodeSelector', 'NodeAffinity'],
  ['HostName', 'NodeName'],
  ['PodFitsHostPorts', 'NodePorts'],
  ['PodToleratesNodeTaints', 'TaintToleration'],
])
const predicates = new Map([
  ['NodeAffinity', 'when it checked, it did not match the node selector or required affinity of the pod'],
  ['NodeName', 'the pod is meant for a node of another name'],
  ['NodePorts', 'a host port of the pod is taken there'],
  ['TaintToleration', 'it has a taint that the pod does not tolerate'],
])

export const nodeAffinityBroken = defineCause({
  id: 'node-affinity-broken',
  stage: 'admission',
  title: 'The node is not one that the pod allows',
  seenAs: ['NodeAffinity', 'NodeName', 'NodePorts', 'TaintToleration'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null) return
    const predicate = newName.get(found.reason) ?? found.reason
    if (!predicates.has(predicate)) return
    const facts = {
      predicate,
      labels: pod.nodeSelector.map(({ value }) => value),
      lacksNow: missingNow(pod),
    }
    yield certain(null, facts, found.evidence)
  },

  describe: ({ predicate, labels, lacksNow }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: ${predicates.get(predicate) ?? predicate}.`,
    why: `The kubelet checks this again when a pod arrives or when it starts itself. ${
      predicate === 'NodeAffinity' ? labelsSentence(labels, lacksNow) : otherSentence(predicate)
    } A refused pod is final.`,
    next: [
      predicate === 'NodeAffinity'
        ? lacksNow !== null && lacksNow.length > 0
          ? 'Put the labels back on the node, or change the node selector of the pod; then make the pod anew if no controller does.'
          : 'If the node has the labels now, nothing is left to repair: delete the record of this pod, and make it anew if no controller does.'
        : 'Correct what does not fit, or leave `nodeName` out; then make the pod anew if no controller does.',
      kubectl`get node ${node} --show-labels`,
      kubectl`get pod ${pod} -n ${namespace} -o yaml`,
      ...(predicate === 'NodeAffinity' && (lacksNow ?? []).length === 0
        ? [kubectl`delete pod ${pod} -n ${namespace}`]
        : []),
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ labels }, { node }) =>
    thing('labels of node', node === '' || labels.length === 0 ? '' : `${node}: ${labels.join(', ')}`),
})

/** The labels of the node selector that the node lacks; null where the node was not read or a term of an affinity may be meant. */
function missingNow(pod: PodReading): string[] | null {
  const { node, nodeSelector, nodeAffinity } = pod
  if (node === null || nodeSelector.length === 0) return null
  const unmatched = nodeSelector
    .map(({ value }) => value)
    .filter((entry) => !node.labels.some(([key, value]) => entry === `${key}=${value}`))
  return unmatched.length === 0 && nodeAffinity.length > 0 ? null : unmatched
}

function labelsSentence(labels: readonly string[], lacksNow: readonly string[] | null): string {
  const asked = labels.length === 0 ? '' : `The pod asks for ${names(labels)}. `
  if (lacksNow === null)
    return `${asked}A node that restarts, or is replaced under its old name, may do that before its labels are back, and then refuses pods that fit it; else a label has changed, or \`spec.nodeName\` passed the scheduler by.`
  if (lacksNow.length === 0)
    return `${asked}The node has that now: it probably checked right after a restart or a new registration, before its labels were back.`
  return `${asked}The node lacks ${names(lacksNow)}: a label has changed since, or \`spec.nodeName\` passed the scheduler by.`
}

function otherSentence(predicate: string): string {
  return predicate === 'TaintToleration'
    ? 'The taint may have come since, or `spec.nodeName` passed the scheduler by.'
    : predicate === 'NodePorts'
      ? 'The scheduler did not know that the port was taken, or `spec.nodeName` passed it by.'
      : '`spec.nodeName` of the pod does not name the node under which this kubelet has registered.'
}
