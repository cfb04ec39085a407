import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { names } from '../words/scheduler.ts'

// Reasons that the kubelet takes over from the scheduler's filters (`lifecycle/predicate.go`).
const predicates = new Map([
  ['NodeAffinity', 'its labels do not fit the node selector or required affinity of the pod'],
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
    if (found === null || !predicates.has(found.reason)) return
    yield certain(
      null,
      { predicate: found.reason, labels: pod.nodeSelector.map(({ value }) => value) },
      found.evidence,
    )
  },

  describe: ({ predicate, labels }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: ${predicates.get(predicate) ?? predicate}.`,
    why: `The kubelet checks this again when a pod arrives or when it starts itself.${predicate === 'NodeAffinity' && labels.length > 0 ? ` The pod asks for ${names(labels)}.` : ''} A label or taint may have changed since, or \`spec.nodeName\` passed the scheduler by. A refused pod is final.`,
    next: [
      'Correct the labels or taints of the node, or leave `nodeName` out; then make the pod anew if no controller does.',
      kubectl`get node ${node} --show-labels`,
      kubectl`get pod ${pod} -n ${namespace} -o yaml`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ labels }, { node }) =>
    thing('labels of node', node === '' || labels.length === 0 ? '' : `${node}: ${labels.join(', ')}`),
})
