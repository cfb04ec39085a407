import { pullFailures } from '../../signs/pulling.ts'
import { startFailures } from '../../signs/starting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { theContainer } from '../words/container.ts'

export const imageStoreDamaged = defineCause({
  id: 'image-store-damaged',
  stage: 'image',
  title: "The node's own image store is damaged",
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'CreateContainerError', 'Init'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const { container, problem, image, evidence } of pullFailures(pod)) {
      if (problem !== 'store') continue
      yield certain(container.name, { role: container.role, image, pulled: true, mismatch: false }, evidence)
    }
    for (const { container, problem, message, evidence } of startFailures(pod)) {
      if (problem !== 'image-store') continue
      const mismatch = /does not match|did not match/i.test(message)
      const facts = { role: container.role, image: container.image.value, pulled: false, mismatch }
      yield certain(container.name, facts, evidence)
    }
  },

  describe: ({ role, image, pulled, mismatch }, { container, node }) => ({
    what: `${theContainer(role, container)} cannot start: ${pulled ? `the runtime of node \`${node}\` cannot unpack image \`${image}\`` : `image \`${image}\` in the store of node \`${node}\` cannot be used`}, because ${mismatch ? 'its stored manifest does not match its digest' : 'content is missing from or unreadable in its own store'}.`,
    why: 'The store of the runtime on this node and what it believes to hold do not agree. No registry refused anything; the same image usually works on other nodes. The message does not say how that came about.',
    next: [
      `On node \`${node}\`, remove the image and pull it again: \`crictl rmi ${/^[\w./:@-]+$/.test(image) ? image : 'IMAGE'}\`, then \`crictl pull\`. If the content is still missing, restart the runtime, and clear its store as the last resort.`,
      'Look at the disk of the node and at the log of its container runtime; let the pod run on another node meanwhile.',
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('image store of node', node),
})
