import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

export const volumeOnOtherNode = defineCause({
  id: 'volume-on-other-node',
  stage: 'volumes',
  title: 'The volume may not be used on this node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      // The kubelet checks the volume's node affinity once more before the mount.
      if (failure.problem === 'node-affinity') yield certain(null, volumeFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: the node affinity of its ${theVolume(facts)} excludes node \`${node}\`.`,
    why: 'The persistent volume belongs to other nodes. The scheduler would not have chosen this node: most likely `spec.nodeName` was set directly, or labels changed since.',
    next: [
      kubectl`get pvc -n ${namespace}`,
      'Compare `spec.nodeAffinity` of the persistent volume with the labels of the node, and leave the choice of the node to the scheduler.',
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})
