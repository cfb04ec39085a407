import { disruption } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
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
    if (target === null) return
    const isCordoned = pod.node?.unschedulable ?? false
    yield certain(
      null,
      { says: target.message, isCordoned },
      pod.deletion === null ? [target] : [target, pod.deletion],
    )
  },

  describe: ({ isCordoned, says }, { node }) => ({
    what: `The pod was evicted through the eviction API and is removed from node \`${node}\`.`,
    why: sentences(
      says === '' ? '' : `Its condition says: "${says}".`,
      isCordoned
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
