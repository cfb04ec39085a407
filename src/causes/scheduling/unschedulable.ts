import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { nodesSaid } from '../words/scheduler.ts'

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
    yield certain(null, nodesSaid(obstacle), obstacle.evidence)
  },

  tell: (said, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${said.parts.join(', ')}.`,
    why: 'These are the words of the scheduler. Which of them is the one to look at depends on the nodes, and cannot be told from here.',
    next: [kubectl`describe pod ${pod} -n ${namespace}`, kubectl`get nodes`],
  }),
})
