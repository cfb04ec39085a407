import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

// `local.go`: `path "P" does not exist`, from NewMounter or MountDevice of a local volume.
const noPath = /^path "([^"]+)" does not exist/

export const localVolumePathMissing = defineCause({
  id: 'local-volume-path-missing',
  stage: 'volumes',
  title: 'The directory of a local volume does not exist on the node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      const path = noPath.exec(failure.message)?.[1]
      if (path !== undefined) yield certain(null, { ...volumeFacts(failure), path }, failure.evidence)
    }
  },

  describe: ({ path, ...facts }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: path \`${path}\` of its local ${theVolume(facts)} does not exist on node \`${node}\`.`,
    why: 'A local persistent volume is a directory or disk of one node, which somebody has to make there; Kubernetes does not.',
    next: [
      `Create or mount \`${path}\` on node \`${node}\`, or correct \`spec.local.path\` of the persistent volume.`,
      kubectl`get pvc -n ${namespace}`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ path }) => thing('path of a local volume', path),
})
