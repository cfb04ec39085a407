import { openPulls } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { duration, theContainer } from '../words/container.ts'

// Where a clock says that a pull is younger than this, the pod simply starts. In a saved file the time is not known.
const isStarting = 5 * 1000

export const imagePullSlow = defineCause({
  id: 'image-pull-slow',
  stage: 'image',
  title: 'The image is still being pulled',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init'],
  needs: ['pod', 'events'],
  outcome: 'waiting',
  normalFor: 2 * 60 * 1000,

  *match(pod) {
    for (const { container, image, since } of openPulls(pod)) {
      const age = since.lastAt === null ? null : pod.takenAt - since.lastAt
      if (age !== null && age < isStarting && pod.takenAtIs === 'exact') continue
      const seconds = age === null || age < 0 ? null : Math.round(age / 1000)
      const evidence = container.waiting === null ? ([since] as const) : ([since, container.waiting] as const)
      yield likely(container.name, { role: container.role, image, seconds }, evidence)
    }
  },

  describe: ({ role, image, seconds }, { container, node, pod, namespace }) => ({
    what: `${theContainer(role, container)} appears to be waiting for its image \`${image}\`, which is still being pulled${seconds === null || seconds === 0 ? '' : ` after ${duration(seconds)}`}.`,
    why: `The pull was begun, and no event reports its end or an error. It can be a large image, a slow registry, or a node${node === '' ? '' : ` (\`${node}\`)`} that pulls one image at a time.`,
    next: [
      kubectl`get pod ${pod} -n ${namespace} -w`,
      'Compare the size of the image with the bandwidth to the registry; a mirror close to the nodes or a smaller image helps.',
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ image }) => sharedImage(image),
})
