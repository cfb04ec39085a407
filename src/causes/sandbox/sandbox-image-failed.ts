import { type PullProblem, readPullProblem } from '../../signs/pull-error.ts'
import { sandboxFailure } from '../../signs/sandboxing.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'

// containerd `failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image …`.
// dockershim `failed pulling image "…/pause-amd64:3.1"`.
const imageIn = /(?:sandbox|pause|pulling) image "([^"]+)"/

// What the registry said, where that can be told.
const means: { readonly [problem in PullProblem]?: string } = {
  login: ': the registry denies access, or has no such image',
  'not-found': ': the registry has no such image',
  network: ': the registry cannot be reached',
  certificate: ': the node does not trust the certificate of the registry',
  'rate-limit': ': the registry limits how much the node may pull',
  'disk-full': ': the disk of the node is full',
}

export const sandboxImageFailed = defineCause({
  id: 'sandbox-image-failed',
  stage: 'sandbox',
  title: 'The node cannot pull the image of the sandbox itself',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'sandbox-image') return
    const message = failure.message.replace(/^Failed (?:to )?create pod sandbox: /, '').trim()
    const image = imageIn.exec(message)?.[1] ?? ''
    yield certain(null, { image, problem: readPullProblem(message, image), message }, failure.evidence)
  },

  describe: ({ image, problem, message }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: node \`${node}\` cannot get the image of the sandbox${image === '' ? '' : `, \`${image}\``}${means[problem] ?? ''}.`,
    why: `The runtime says "${message}". Each pod begins with this small image, which the runtime of the node names in its own configuration. The images of the pod are not at fault.`,
    next: [
      `Make ${image === '' ? 'that image' : `\`${image}\``} available to node \`${node}\`, or name another one in the configuration of its runtime (containerd: \`sandbox_image\`, CRI-O: \`pause_image\`, Docker: \`--pod-infra-container-image\`).`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ image }) => sharedImage(image),
})
