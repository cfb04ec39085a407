import { mountFailures, mountSays, shareKind, shareOf } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

const servers = {
  smb: 'SMB server',
  ceph: 'Ceph cluster',
  efs: 'EFS file system',
  nfs: 'NFS server',
} as const

export const shareDenied = defineCause({
  id: 'share-denied',
  stage: 'volumes',
  title: 'The server of a network share refuses the node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'share-denied') continue
      const share = shareOf(failure)
      const kind = shareKind(failure.message, share)
      yield certain(
        null,
        { ...volumeFacts(failure), share, kind, says: mountSays(failure.message) },
        failure.evidence,
      )
    }
  },

  describe: ({ share, kind, says, ...facts }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: the ${servers[kind]} denies node \`${node}\` access to ${share === '' ? 'the share' : `\`${share}\``} of its ${theVolume({ ...facts, source: '' })}.`,
    why: `The mount program says "${says}". ${/by server|error(?:\(| )13\b/.test(says) ? 'The server was reached; it is its own rules that refuse.' : 'Usually it is the rules of the server that refuse.'}`,
    next: [
      kind === 'ceph'
        ? 'Check the Ceph user and key in the Secret that the storage class or volume names, and that its capabilities allow this path.'
        : kind === 'smb'
          ? 'Check the user and password in the Secret that the volume names, and that this user may open the share; in a cloud, also that the firewall of the storage account lets the node in.'
          : kind === 'efs'
            ? 'Check the policy of the file system and of its access point, and the IAM role that the driver mounts with.'
            : `Let the address of node \`${node}\` mount it in the export list of the server (with NFS 4 also its parent directories), and check that the path is exported as it is written.`,
      kubectl`get pvc -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ share }) => thing('share', share),
})
