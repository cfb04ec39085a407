import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodesSaid, saysOfNodes } from '../words/scheduler.ts'

export const volumeLimit = defineCause({
  id: 'volume-limit',
  stage: 'scheduling',
  title: 'The nodes have as many volumes attached as they can',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'volume-limit')
    if (obstacle === null) return
    yield (obstacle.sure ? certain : likely)(null, nodesSaid(obstacle), obstacle.evidence)
  },

  tell: (said, { pod }) => ({
    what: `Pod \`${pod}\` gets no node: those that it could use have as many volumes attached as their driver allows.`,
    why: `${saysOfNodes(said)} Each storage driver limits the volumes of one node; cloud machines allow between a few and some dozens of disks.`,
    next: [
      'Add a node, move pods with volumes away, or use machines that take more disks.',
      kubectl`get csinodes -o custom-columns=NAME:.metadata.name,LIMITS:.spec.drivers[*].allocatable.count`,
      kubectl`get volumeattachments`,
    ],
  }),

  sharedBy: () => thing('cluster', 'no room for volumes'),
})
