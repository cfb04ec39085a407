import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const nodeShuttingDown = defineCause({
  id: 'node-shutting-down',
  stage: 'admission',
  title: 'The node is shutting down',
  seenAs: ['NodeShutdown'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || found.reason !== 'NodeShutdown') return
    yield certain(null, { reason: found.reason }, found.evidence)
  },

  describe: (_facts, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: it is shutting down.`,
    why: 'A node that shuts down in good order takes no new pods. A refused pod is final; a controller makes another.',
    next: [kubectl`get node ${node}`, kubectl`delete pod ${pod} -n ${namespace}`],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
