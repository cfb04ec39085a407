import { hasEnded } from '../../pod/reading.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { theContainer } from '../words/container.ts'

// CRI-O's short names come by the same reason and are a cause of their own.
const shortName =
  /short[- ]name mode is enforcing|did not resolve to an alias|no unqualified-search registries/i

export const imageInspectFailed = defineCause({
  id: 'image-inspect-failed',
  stage: 'image',
  title: 'The node cannot read its own image store',
  seenAs: ['ImageInspectError', 'Init:ImageInspectError'],
  needs: ['pod'],

  *match(pod) {
    if (hasEnded(pod)) return
    for (const { name, role, image, waiting } of pod.containers) {
      if (waiting?.reason !== 'ImageInspectError' || shortName.test(waiting.message)) continue
      yield certain(name, { role, image: image.value, message: waiting.message.trim() }, [waiting])
    }
  },

  describe: ({ role, image, message }, { container, node }) => ({
    what: `${theContainer(role, container)} cannot start: the runtime of node \`${node}\` could not look up image \`${image}\` in its own store.`,
    why: message === '' ? 'It did not say why.' : `It says "${message}". No registry was asked.`,
    next: [
      kubectl`describe node ${node}`,
      'Look at the log of the container runtime on that node; a full or damaged disk is a common reason.',
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ image }) => sharedImage(image),
})
