import { hasEnded } from '../../pod/reading.ts'
import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { theContainer } from '../words/container.ts'

// containers/image, used by CRI-O, on the inspection before a pull.
const shortName =
  /short[- ]name mode is enforcing|did not resolve to an alias|no unqualified-search registries/i

export const imageNameAmbiguous = defineCause({
  id: 'image-name-ambiguous',
  stage: 'image',
  title: 'The image names no registry, and the node does not guess one',
  seenAs: ['ImageInspectError', 'ErrImagePull', 'ImagePullBackOff', 'Init:ImageInspectError'],
  needs: ['pod', 'events'],

  *match(pod) {
    if (hasEnded(pod)) return
    for (const { name, role, image, waiting } of pod.containers) {
      if (waiting?.reason === 'ImageInspectError' && shortName.test(waiting.message)) {
        yield certain(name, { role, image: image.value }, [waiting, image])
      }
    }
    for (const { container, problem, image, evidence } of pullFailures(pod)) {
      if (problem === 'short-name') yield certain(container.name, { role: container.role, image }, evidence)
    }
  },

  describe: ({ role, image }, { container }) => ({
    what: `${theContainer(role, container)} cannot start: its image \`${image}\` names no registry, and the node does not choose one.`,
    why: 'The runtime of the node (CRI-O) accepts short names only where they stand for exactly one image.',
    next: [
      `Write the image of \`${container}\` in full, with its registry, such as \`docker.io/library/NAME:TAG\`.`,
    ],
  }),

  recovery: 'spec',
  sharedBy: ({ image }) => sharedImage(image),
})
