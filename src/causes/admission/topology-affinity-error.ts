import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const topologyAffinityError = defineCause({
  id: 'topology-affinity-error',
  stage: 'admission',
  title: 'The resources cannot be given close together',
  seenAs: ['TopologyAffinityError', 'SMTAlignmentError'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || !['TopologyAffinityError', 'SMTAlignmentError'].includes(found.reason)) return
    yield certain(null, { reason: found.reason }, found.evidence)
  },

  describe: ({ reason }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: ${reason === 'SMTAlignmentError' ? 'its cpus cannot be given as whole cores' : 'its cpus, memory and devices cannot be given close together'}.`,
    why: `The kubelet of this node has a policy ${reason === 'SMTAlignmentError' ? '(`full-pcpus-only`) that gives only whole cores' : 'of its topology manager that demands one NUMA node, or alignment'}, of which the scheduler knows nothing. A refused pod is final.`,
    next: [
      'Ask for amounts that fit, free the node, or relax the policy in the configuration of the kubelet.',
      kubectl`describe node ${node}`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.containers[*].resources}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
