import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons } from '../words/scheduler.ts'

export const noNodes = defineCause({
  id: 'no-nodes',
  stage: 'scheduling',
  title: 'The cluster has no nodes',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'no-nodes')
    if (obstacle === null) return
    yield (obstacle.sure ? certain : likely)(null, nodeReasons(obstacle), obstacle.evidence)
  },

  describe: (_said, { pod }) => ({
    what: `Pod \`${pod}\` gets no node: the cluster has none that could take pods.`,
    why: 'The scheduler knows no node at all. The pod is scheduled by itself when one joins.',
    next: ['Add a node, or find out why none has joined.', kubectl`get nodes`],
  }),

  recovery: 'passes',
  sharedBy: () => thing('cluster', 'no nodes'),
})
