import { rejection } from '../../signs/rejection.ts'
import { requestsFor } from '../../signs/requests.ts'
import { listed } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sentences } from '../words/container.ts'

// `preemption.go`: a critical pod looks for pods that it could end, in vain.
const nonePreempted = /no set of running pods found to reclaim resources: \[(.*?),? ?\]/
const shortOf = /\(res: ([^,]+), q: (\d+)\)/g

export const nodeOutOfResource = defineCause({
  id: 'node-out-of-resource',
  stage: 'admission',
  title: 'The node has less of a resource than the pod requests',
  seenAs: ['OutOfcpu', 'OutOfmemory', 'OutOfephemeral-storage', 'OutOfpods'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null) return
    const short = [...(nonePreempted.exec(found.message)?.[1] ?? '').matchAll(shortOf)]
    const resource = found.reason.startsWith('OutOf') ? found.reason.slice('OutOf'.length) : short[0]?.[1]
    if (resource === undefined) return
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
        missing: short.map(([, name, amount]) => `${amount} of \`${name}\``),
      },
      found.evidence,
    )
  },

  describe: ({ resource, asked, requested, used, capacity, missing }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: ${
      resource === 'pods'
        ? 'it already has as many pods as it may run'
        : `it has less \`${resource}\` left than the pod requests${asked.length > 0 ? `: ${asked.join(', ')}` : ''}`
    }${missing.length === 0 ? '' : ', and no pod could be preempted to make room'}.`,
    why: sentences(
      requested === ''
        ? ''
        : resource === 'pods'
          ? `It has ${used} of ${capacity} pods.`
          : `In ${resource === 'cpu' ? 'thousandths of a cpu' : 'whole units'}, the pod needs ${requested}; ${used} of ${capacity} are taken.`,
      missing.length === 0
        ? ''
        : `The kubelet found no pods of lower priority whose end would give back what is missing: ${listed(missing)}.`,
      'The kubelet counts again when the pod arrives, and what it finds may differ from what the scheduler knew; a pod with `spec.nodeName` never met the scheduler. A refused pod is final.',
    ),
    next: [
      resource === 'pods'
        ? 'Remove pods from that node, raise the maximum of its kubelet (`maxPods`), or let the scheduler choose another node; make the pod anew if no controller does.'
        : `Lower the request for \`${resource}\`, or let the scheduler choose the node, and make the pod anew if no controller does.`,
      kubectl`describe node ${node}`,
      resource === 'pods'
        ? kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`
        : kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.containers[*].resources.requests}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
