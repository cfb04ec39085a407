import { pullFailures } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotPull, pullFacts } from '../words/pull.ts'

export const imageDiskFull = defineCause({
  id: 'image-disk-full',
  stage: 'image',
  title: 'The node has no disk space left for the image',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem === 'disk-full')
        yield certain(failure.container.name, pullFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container, node }) => ({
    what: `${cannotPull(facts, container)} does not fit on node \`${node}\`: no space is left on its disk.`,
    why: 'The runtime ran out of space while it wrote the layers of the image. The kubelet removes unused images and tries again.',
    next: [
      kubectl`describe node ${node}`,
      'Free space on the node or give it a larger image disk; look at the size of the image.',
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('disk of node', node),
})
