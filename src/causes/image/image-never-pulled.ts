import { hasEnded } from '../../pod/reading.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { theContainer } from '../words/container.ts'

export const imageNeverPulled = defineCause({
  id: 'image-never-pulled',
  stage: 'image',
  title: 'The image is not on the node, and may not be pulled',
  seenAs: ['ErrImageNeverPull', 'Init:ErrImageNeverPull'],
  needs: ['pod'],

  *match(pod) {
    if (hasEnded(pod)) return
    for (const { name, role, image, waiting } of pod.containers) {
      if (waiting?.reason !== 'ErrImageNeverPull') continue
      // image_manager.go: `Container image "X" is not present with pull policy of Never`; X may be that of an image volume.
      const named = /image "([^"]+)"/.exec(waiting.message)?.[1] ?? image.value
      yield certain(name, { role, image: named }, [waiting])
    }
  },

  describe: ({ role, image }, { container, node, pod, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: image \`${image}\` is not present on node \`${node}\`, and its pull policy \`Never\` forbids to pull it.`,
    why: 'The kubelet uses only what is already on this node. From 1.35 on, it also treats an image as not present that another pod pulled with credentials which this pod does not have.',
    next: [
      `Set \`imagePullPolicy: IfNotPresent\` for \`${container}\`, or load the image on every node that may run the pod.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..imagePullPolicy}'`,
    ],
  }),

  recovery: 'image',
  sharedBy: ({ image }) => sharedImage(image),
})
