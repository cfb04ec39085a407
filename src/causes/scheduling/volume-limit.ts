import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const volumeLimit = defineCause({
  id: 'volume-limit',
  stage: 'scheduling',
  title: 'The nodes have as many volumes attached as they can',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'volume-limit')
    if (obstacle === null) return
    yield (obstacle.sure ? certain : likely)(null, nodeReasons(obstacle), obstacle.evidence)
  },

  describe: (text, { pod }) => ({
    what: `Pod \`${pod}\` gets no node: those that it could use have as many volumes attached as their driver allows.`,
    why: `${nodeReasonsSentence(text)} Each storage driver limits the volumes of one node; cloud machines allow between a few and some dozens of disks.`,
    next: [
      'Add a node, move pods with volumes away, or use machines that take more disks.',
      kubectl`get csinodes -o custom-columns=NAME:.metadata.name,LIMITS:.spec.drivers[*].allocatable.count`,
      kubectl`get volumeattachments`,
    ],
  }),

  recovery: 'passes',
  sharedBy: () => thing('cluster', 'no room for volumes'),
})
