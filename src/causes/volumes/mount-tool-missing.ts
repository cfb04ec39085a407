import { mountFailures } from '../../signs/mounting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

const unknownType = /unknown filesystem type '([^']+)'/

export const mountToolMissing = defineCause({
  id: 'mount-tool-missing',
  stage: 'volumes',
  title: 'The node lacks what mounts this kind of volume',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'tool') continue
      const type =
        /-t (\S+)/.exec(failure.message)?.[1] ??
        unknownType.exec(failure.message)?.[1] ??
        failure.spec?.kind ??
        ''
      yield certain(null, { ...volumeFacts(failure), type }, failure.evidence)
    }
  },

  describe: ({ type, ...facts }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: node \`${node}\` has no program or kernel module to mount its ${theVolume(facts)}${type === '' ? '' : ` of type ${type}`}.`,
    why: 'The kubelet runs the mount tools of the node itself, and the one for this type is not installed there.',
    next: [
      type.startsWith('nfs')
        ? 'Install the NFS client on every node (`nfs-common` on Debian and Ubuntu, `nfs-utils` elsewhere).'
        : `Install the client tools for ${type === '' ? 'this kind of volume' : type} on every node that may run the pod, or correct the type if it is misspelt.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ type }) => thing('mount tool', type),
})
