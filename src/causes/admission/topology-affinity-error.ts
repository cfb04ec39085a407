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
    what: `Node \`${node}\` refused pod \`${pod}\`: ${reason === 'SMTAlignmentError' ? 'its cpus cannot be given as whole cores' : 'its cpus, memory and devices cannot be given close together (NUMA)'}.`,
    why: `${
      reason === 'SMTAlignmentError'
        ? 'The kubelet of this node gives only whole cores (`full-pcpus-only`)'
        : 'The topology manager of this kubelet demands that they come from one NUMA node, or are aligned'
    }, and the scheduler does not know that. A refused pod is final.`,
    next: [
      'Ask for amounts that fit, free the node, or relax the policy in the configuration of the kubelet (`topologyManagerPolicy`, `cpuManagerPolicyOptions`).',
      kubectl`describe node ${node}`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.containers[*].resources}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
