import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

export const mountStale = defineCause({
  id: 'mount-stale',
  stage: 'volumes',
  title: 'A mount of the volume on the node is stale',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'stale') continue
      const path = /(\/var\/lib\/\S+?)['":,]*(?:\s|$)/.exec(failure.message)?.[1] ?? ''
      yield certain(null, { ...volumeFacts(failure), path, message: failure.message }, failure.evidence)
    }
  },

  describe: ({ path, message, ...facts }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: a mount of its ${theVolume(facts)} on node \`${node}\` is stale.`,
    why: `The kubelet says "${message}". The mount is still there, but what served it is gone: a FUSE program that ended, often as its driver pod restarted, or a file server that forgot it.`,
    next: [
      `Delete the pod, so that the node unmounts and mounts anew. If the mount stays, unmount ${path === '' ? 'it' : `\`${path}\``} on node \`${node}\` (\`umount -l\`).`,
      kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`,
      kubectl`get pvc -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})
