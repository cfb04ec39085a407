import { nodeRemoval } from '../../signs/node-removal.ts'
import { disruption } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'

export const evictedByApi = defineCause({
  id: 'evicted-by-api',
  stage: 'ending',
  title: 'Somebody evicted the pod through the API, as a drain does',
  seenAs: ['Terminating', 'Error', 'Completed'],
  needs: ['pod'],
  explains: ['crash', 'probes'],

  *match(pod) {
    const target = disruption(pod, 'EvictionByEvictionAPI')
    const isCordoned = pod.node?.unschedulable ?? false
    const removal = nodeRemoval(pod)
    const facts = { says: target?.message ?? '', isCordoned, remover: removal?.by ?? '' }
    const marks = removal === null ? [] : [removal.evidence]
    if (target !== null) {
      yield certain(null, facts, [target, ...(pod.deletion === null ? [] : [pod.deletion]), ...marks])
    } else if (removal?.isOfPod === true && pod.deletion !== null) {
      // Up to 1.25 an eviction leaves no condition.
      yield likely(null, facts, [removal.evidence, pod.deletion])
    }
  },

  describe: ({ isCordoned, says, remover }, { node }) => ({
    what: `The pod was evicted through the eviction API and is removed from node \`${node}\`.`,
    why: sentences(
      says === '' ? '' : `Its condition says: "${says}".`,
      remover !== ''
        ? `${remover} is removing the node, and asks its pods to leave first.`
        : isCordoned
          ? 'The node is cordoned, so this is probably a drain of it.'
          : 'This is how a drain, a node autoscaler or a similar tool removes pods; who asked for it stands only in the audit log.',
      'Its controller, if it has one, makes another pod elsewhere.',
    ),
    next: [
      kubectl`get node ${node}`,
      'To limit how many pods of a workload are evicted at a time, give it a PodDisruptionBudget.',
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
