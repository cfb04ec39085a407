import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { names, nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const resourceClaimUnmet = defineCause({
  id: 'resource-claim-unmet',
  stage: 'scheduling',
  title: 'A resource claim cannot be met',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'resource-claim')
    if (obstacle === null) return
    const claims = pod.resourceClaims
    yield (obstacle.sure ? certain : likely)(
      null,
      { ...nodeReasons(obstacle), claims: claims.map(({ value }) => value) },
      [...obstacle.evidence, ...claims],
    )
  },

  describe: ({ claims, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: the devices that its resource ${claims.length === 1 ? 'claim' : 'claims'}${claims.length > 0 ? ` ${names(claims)}` : ''} ${claims.length === 1 ? 'asks' : 'ask'} for cannot be given to it.`,
    why: `${nodeReasonsSentence(reasons)} Devices asked for with \`spec.resourceClaims\` have to be free on the node, and their driver has to offer them.`,
    next: [
      'Check that the ResourceClaim and its DeviceClass exist, and that a driver offers such devices in ResourceSlices.',
      kubectl`get resourceclaims -n ${namespace}`,
      kubectl`get resourceslices,deviceclasses`,
    ],
  }),

  recovery: 'passes',
  // Of all that the scheduler may say, only this names something that others may lack, too.
  sharedBy: ({ parts }) =>
    thing(
      'DeviceClass',
      parts.flatMap((part) => /device class (\S+) does not exist/.exec(part)?.[1] ?? []),
    ),
})
