import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { nodeReasons } from '../words/scheduler.ts'

export const unschedulable = defineCause({
  id: 'unschedulable',
  stage: 'scheduling',
  title: 'No node takes the pod',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],
  isGeneric: true,

  *match(pod) {
    const obstacle = heldBackBy(pod, 'other')
    if (obstacle === null) return
    // That no node takes it, the scheduler itself states.
    yield certain(null, nodeReasons(obstacle), obstacle.evidence)
  },

  describe: (text, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${text.parts.join(', ')}.`,
    why: 'These are the words of the scheduler. Which of them is the one to look at depends on the nodes, and cannot be told from here.',
    next: [kubectl`describe pod ${pod} -n ${namespace}`, kubectl`get nodes`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
