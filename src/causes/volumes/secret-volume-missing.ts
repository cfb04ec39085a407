import { missingReferences } from '../../signs/configuring.ts'
import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

export const secretVolumeMissing = defineCause({
  id: 'secret-volume-missing',
  stage: 'volumes',
  title: 'The Secret of a volume does not exist',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      for (const { kind, name, key } of missingReferences(failure.message)) {
        if (kind === 'Secret' && key === '')
          yield certain(null, { ...volumeFacts(failure), name }, failure.evidence)
      }
    }
  },

  describe: ({ name, ...facts }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: Secret \`${name}\` for its ${theVolume({ ...facts, source: '' })} does not exist (not found).`,
    why: `No container is created before all volumes are mounted. The Secret must be in namespace \`${namespace}\`; the kubelet tries again and goes on as soon as it is there.`,
    next: [
      kubectl`get secret ${name} -n ${namespace}`,
      `Create Secret \`${name}\`, correct its name in \`spec.volumes\`, or mark it \`optional: true\` there.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ name }, at) => thingOf(at, 'Secret', name),
})
