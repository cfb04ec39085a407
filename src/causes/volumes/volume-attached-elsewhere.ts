import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

// `reconciler.go` of the attach controller: "Volume is already used by pod(s) a, b and 2 pod(s) in different namespaces",
// "Volume is already exclusively attached to one node and can't be attached to another".
const usedBy = /already used by pod\(s\) (.+?)(?: and \d+ pod\(s\) in different namespaces)?\s*$/

export const volumeAttachedElsewhere = defineCause({
  id: 'volume-attached-elsewhere',
  stage: 'volumes',
  title: 'The volume is attached to another node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'attached-elsewhere') continue
      const users = usedBy.exec(failure.message)?.[1]?.split(/,\s*/) ?? []
      yield certain(null, { ...volumeFacts(failure), users }, failure.evidence)
    }
  },

  describe: ({ users, ...facts }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start on node \`${node}\`: its ${theVolume(facts)} is already attached to another node${users.length === 0 ? '' : `, where it is used by ${users.map((name) => `\`${name}\``).join(', ')}`} (Multi-Attach error).`,
    why: 'A volume with access mode ReadWriteOnce can be attached to one node at a time. It comes free when the other pod has ended and its node has let go of it, which takes minutes for a node that is lost.',
    next: [
      users.length > 0
        ? kubectl`get pod ${users[0] ?? ''} -n ${namespace} -o wide`
        : kubectl`get volumeattachments -o wide`,
      'End the pod that holds it. A Deployment with such a volume needs `strategy.type: Recreate`; for a lost node, see its taint `node.kubernetes.io/out-of-service`.',
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})
