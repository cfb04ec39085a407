import { field } from '../../pod/item.ts'
import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const nodesCordoned = defineCause({
  id: 'nodes-cordoned',
  stage: 'scheduling',
  title: 'The nodes are cordoned',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'cordoned')
    if (obstacle === null) return
    const nodes = obstacle.nearest.filter(({ cordoned }) => cordoned).map(({ node }) => node.name)
    const fields = nodes.slice(0, 3).map((name) => field(`nodes/${name}.spec.unschedulable`, 'true', 'nodes'))
    yield (obstacle.sure ? certain : likely)(null, { ...nodeReasons(obstacle), nodes }, [
      ...obstacle.evidence,
      ...fields,
    ])
  },

  describe: ({ nodes, ...reasons }, { pod }) => ({
    what: `Pod \`${pod}\` gets no node: ${nodes.length > 0 && nodes.length < 4 ? names(nodes) : 'the nodes that it could use'} ${nodes.length === 1 ? 'is' : 'are'} cordoned.`,
    why: `${nodeReasonsSentence(reasons)} A cordoned node takes no new pods; somebody, or a drain or upgrade, has marked it so.`,
    next: [
      'When the maintenance is over, allow pods again, or add a node.',
      kubectl`uncordon ${nodes[0] ?? ''}`,
      kubectl`get nodes`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ nodes }) => thing('node', nodes),
})
