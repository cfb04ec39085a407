import { disruption } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'

export const deletedByGc = defineCause({
  id: 'deleted-by-gc',
  stage: 'ending',
  title: 'The pod garbage collector removes the pod',
  seenAs: ['Terminating', 'Error', 'Completed', 'ContainerStatusUnknown'],
  needs: ['pod'],
  explains: ['crash', 'probes', 'stuck-terminating', 'sigterm-ignored', 'pre-stop-hangs'],

  *match(pod) {
    const target = disruption(pod, 'DeletionByPodGC')
    if (target === null) return
    yield certain(null, { says: target.message }, pod.deletion === null ? [target] : [target, pod.deletion])
  },

  describe: ({ says }, { node }) => ({
    what: `The pod garbage collector removes the pod, whose node \`${node}\` is gone.`,
    why: sentences(
      says === '' ? '' : `It says: "${says}".`,
      'How its containers ended is not known: nobody could report it any more.',
    ),
    next: [kubectl`get nodes`, 'If the node should exist, find out who removed it.'],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
