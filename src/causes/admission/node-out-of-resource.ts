import { rejection } from '../../signs/rejection.ts'
import { requestsFor } from '../../signs/requests.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const nodeOutOfResource = defineCause({
  id: 'node-out-of-resource',
  stage: 'admission',
  title: 'The node has less of a resource than the pod requests',
  seenAs: ['OutOfcpu', 'OutOfmemory', 'OutOfephemeral-storage', 'OutOfpods'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || !found.reason.startsWith('OutOf')) return
    const resource = found.reason.slice('OutOf'.length)
    const requests = requestsFor(pod, resource)
    const amounts = /requested: (\d+), used: (\d+), capacity: (\d+)/.exec(found.message)
    yield certain(
      null,
      {
        resource,
        asked: requests.map(({ amount, container }) => `${amount} (container ${container})`),
        requested: amounts?.[1] ?? '',
        used: amounts?.[2] ?? '',
        capacity: amounts?.[3] ?? '',
      },
      found.evidence,
    )
  },

  describe: ({ resource, asked, requested, used, capacity }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: it has less \`${resource}\` left than the pod requests${asked.length > 0 ? `: ${asked.join(', ')}` : ''}.`,
    why: `${requested === '' ? '' : `In ${resource === 'cpu' ? 'thousandths of a cpu' : 'whole units'}, the pod needs ${requested}; ${used} of ${capacity} are taken. `}The kubelet counts again when the pod arrives, and what it finds may differ from what the scheduler knew; a pod with \`spec.nodeName\` never met the scheduler. A refused pod is final.`,
    next: [
      `Lower the request for \`${resource}\`, or let the scheduler choose the node, and make the pod anew if no controller does.`,
      kubectl`describe node ${node}`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.containers[*].resources.requests}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
