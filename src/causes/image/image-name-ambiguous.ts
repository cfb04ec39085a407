import { hasEnded } from '../../pod/reading.ts'
import { isShortNameRefusal } from '../../signs/pull-error.ts'
import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { theContainer } from '../words/container.ts'

export const imageNameAmbiguous = defineCause({
  id: 'image-name-ambiguous',
  stage: 'image',
  title: 'The image names no registry, and the node does not guess one',
  seenAs: ['ImageInspectError', 'ErrImagePull', 'ImagePullBackOff', 'Init:ImageInspectError'],
  needs: ['pod', 'events'],

  *match(pod) {
    if (hasEnded(pod)) return
    for (const { name, role, image, waiting } of pod.containers) {
      if (waiting?.reason === 'ImageInspectError' && isShortNameRefusal(waiting.message)) {
        yield certain(name, { role, image: image.value }, [waiting, image])
      }
    }
    for (const { container, problem, image, evidence } of pullFailures(pod)) {
      if (problem === 'short-name') yield certain(container.name, { role: container.role, image }, evidence)
    }
  },

  describe: ({ role, image }, { container }) => ({
    what: `${theContainer(role, container)} cannot start: its image \`${image}\` names no registry, and the node does not choose one.`,
    why: 'The runtime of the node has no registry configured for such a short name, or accepts it only where it stands for exactly one image.',
    next: [
      `Write the image of \`${container}\` in full, with its registry, such as \`docker.io/library/NAME:TAG\`.`,
    ],
  }),

  recovery: 'spec',
  sharedBy: ({ image }) => sharedImage(image),
})
