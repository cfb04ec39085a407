import { heldBackBy } from '../../pod/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../defineCause.ts'
import { nodesSaid, saysOfNodes } from '../scheduler-words.ts'

export const resourceClaimUnmet = defineCause({
  id: 'resource-claim-unmet',
  stage: 'scheduling',
  title: 'A resource claim cannot be met',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'resource-claim')
    if (obstacle === null) return
    yield (obstacle.sure ? certain : likely)(null, nodesSaid(obstacle), obstacle.evidence)
  },

  tell: (said, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: the devices that its resource claims ask for cannot be given to it.`,
    why: `${saysOfNodes(said)} Devices asked for with \`spec.resourceClaims\` have to be free on the node, and their driver has to offer them.`,
    next: [
      'Check that the ResourceClaim and its DeviceClass exist, and that a driver offers such devices in ResourceSlices.',
      kubectl`get resourceclaims -n ${namespace}`,
      kubectl`get resourceslices,deviceclasses`,
    ],
  }),
})
