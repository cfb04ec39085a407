import { mountFailures, mountSays, serverOf, shareKind, shareOf } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

const ports = {
  smb: '445 (SMB)',
  ceph: '6789 or 3300 (Ceph monitor)',
  efs: '2049 (NFS)',
  nfs: '2049 (NFS)',
} as const

export const shareUnreachable = defineCause({
  id: 'share-unreachable',
  stage: 'volumes',
  title: 'The server of a network share cannot be reached',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'share-unreachable') continue
      const says = mountSays(failure.message)
      const share = shareOf(failure)
      const noName = /resolve|not known/.test(says)
      yield certain(
        null,
        {
          ...volumeFacts(failure),
          share,
          server: serverOf(share),
          kind: shareKind(failure.message, share),
          noName,
          says,
        },
        failure.evidence,
      )
    }
  },

  describe: ({ share, server, kind, noName, says, ...facts }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: node \`${node}\` cannot ${noName ? 'resolve the name of' : 'reach'} the file server${server === '' ? '' : ` \`${server}\``} of its ${theVolume({ ...facts, source: share === '' ? facts.source : `share \`${share}\`` })}.`,
    why: `The mount program says "${says}". The node itself mounts the share, so it is the node's network and DNS that count, not those of pods.`,
    next: [
      noName
        ? `Resolve \`${server === '' ? 'the server' : server}\` on node \`${node}\`: it does not use the DNS of the cluster, so a Service name works only where the node knows it.`
        : `From node \`${node}\`, test port ${ports[kind]} of ${server === '' ? 'the server' : `\`${server}\``}. Check firewalls, security groups and routes, and that the server runs.`,
      kubectl`get pods -o wide -A --field-selector spec.nodeName=${node}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ server }) => thing('file server', server),
})
