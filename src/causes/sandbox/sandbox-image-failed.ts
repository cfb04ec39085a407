import { sandboxFailure } from '../../signs/sandboxing.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'

// containerd `failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image …`.
const imageIn = /(?:sandbox|pause) image "([^"]+)"/

export const sandboxImageFailed = defineCause({
  id: 'sandbox-image-failed',
  stage: 'sandbox',
  title: 'The node cannot pull the image of the sandbox itself',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'sandbox-image') return
    yield certain(null, { image: imageIn.exec(failure.message)?.[1] ?? '' }, failure.evidence)
  },

  describe: ({ image }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: node \`${node}\` cannot get the image of the sandbox${image === '' ? '' : `, \`${image}\``}.`,
    why: 'Each pod begins with this small image, which the runtime of the node names in its own configuration. The images of the pod are not at fault.',
    next: [
      `Make ${image === '' ? 'that image' : `\`${image}\``} available to node \`${node}\`, or name another one in the configuration of its runtime (containerd: \`sandbox_image\`, CRI-O: \`pause_image\`).`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ image }) => sharedImage(image),
})
