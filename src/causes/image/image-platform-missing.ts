import { pullFailures } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { cannotPull, imageField, pullFacts } from '../words/pull.ts'

export const imagePlatformMissing = defineCause({
  id: 'image-platform-missing',
  stage: 'image',
  title: 'The image was not built for the platform of the node',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    const platform = pod.node === null ? '' : `${pod.node.operatingSystem}/${pod.node.architecture}`
    for (const failure of pullFailures(pod)) {
      if (failure.problem !== 'platform') continue
      yield certain(failure.container.name, { ...pullFacts(failure), platform }, failure.evidence)
    }
  },

  describe: ({ platform, ...facts }, { container, node }) => ({
    what: `${cannotPull(facts, container)} exists, but not for the platform of the node${platform === '' ? '' : `, ${platform}`}.`,
    why: 'The image lists the architectures and systems it was built for, and that of the node is not among them.',
    next: [
      `Build the image for ${platform === '' ? 'the platform of the node' : platform} too, or let the pod run only where it fits (\`spec.nodeSelector\`, label \`kubernetes.io/arch\`), or correct ${imageField(facts, container)}.`,
      kubectl`get node ${node} -o jsonpath='{.status.nodeInfo.architecture}'`,
    ],
  }),

  recovery: 'spec',
  sharedBy: ({ image }) => sharedImage(image),
})
