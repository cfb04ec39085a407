import { hasEnded } from '../../pod/reading.ts'
import { isShortNameRefusal } from '../../signs/pull-error.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { theContainer } from '../words/container.ts'

// What the words lead to. cri-dockerd says "unable to convert a nil pointer to a runtime API image" where Docker's answer lacks what
// it expects, as with another API version or Docker's containerd image store.
const troubles: readonly (readonly [RegExp, string, string])[] = [
  [
    /unable to convert a nil pointer to a runtime API image/i,
    'Docker answered with nothing that cri-dockerd can convert: their versions do not fit together, or Docker keeps its images in the containerd store, which cri-dockerd cannot read.',
    'Compare the versions of Docker and cri-dockerd on that node and update the older one; in Docker Desktop, turn off "Use containerd for pulling and storing images".',
  ],
  [
    /context deadline exceeded|operation timeout|timed out/i,
    'The runtime did not answer in time.',
    'Look at the load and the disk of that node and at the log of its container runtime.',
  ],
  [
    /connection refused|cannot connect to the docker daemon|no such file or directory.*\.sock|transport: error while dialing/i,
    'The runtime does not run, or does not listen where the kubelet asks.',
    'Look whether the container runtime runs on that node, and restart it.',
  ],
]

export const imageInspectFailed = defineCause({
  id: 'image-inspect-failed',
  stage: 'image',
  title: 'The node cannot read its own image store',
  seenAs: ['ImageInspectError', 'Init:ImageInspectError'],
  needs: ['pod'],

  *match(pod) {
    if (hasEnded(pod)) return
    for (const { name, role, image, waiting } of pod.containers) {
      if (waiting?.reason !== 'ImageInspectError' || isShortNameRefusal(waiting.message)) continue
      const message = waiting.message.trim()
      const [, trouble = '', advice = ''] = troubles.find(([says]) => says.test(message)) ?? []
      yield certain(name, { role, image: image.value, message, trouble, advice }, [waiting])
    }
  },

  describe: ({ role, image, message, trouble, advice }, { container, node }) => ({
    what: `${theContainer(role, container)} cannot start: the runtime of node \`${node}\` could not look up image \`${image}\` in its own store.`,
    why:
      message === ''
        ? 'It did not say why.'
        : `It says "${message}". ${trouble === '' ? '' : `${trouble} `}No registry was asked.`,
    next: [
      kubectl`describe node ${node}`,
      advice === '' ? 'Look at the log of the container runtime on that node.' : advice,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ image }) => sharedImage(image),
})
