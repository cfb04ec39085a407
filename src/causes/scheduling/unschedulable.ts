import { heldBackBy } from '../../pod/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../defineCause.ts'
import { nodesSaid, saysOfNodes } from '../scheduler-words.ts'

export const unschedulable = defineCause({
  id: 'unschedulable',
  stage: 'scheduling',
  title: 'No node takes the pod',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'other')
    if (obstacle === null) return
    yield (obstacle.sure ? certain : likely)(null, nodesSaid(obstacle), obstacle.evidence)
  },

  tell: (said, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node.`,
    why: `${saysOfNodes(said)} These are the scheduler's own words; we know no more about them.`,
    next: [kubectl`describe pod ${pod} -n ${namespace}`, kubectl`get nodes`],
  }),
})
