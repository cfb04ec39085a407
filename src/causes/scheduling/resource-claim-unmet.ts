import { heldBackBy } from '../../signs/obstacle.ts'
import { pluginFailure } from '../../signs/scheduling.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence, noReasons } from '../words/scheduler.ts'

// DynamicResources of 1.26 to 1.31 with a driver's own controller ("waiting for resource driver to allocate resource").
const waitsForDriver = /waiting for resource driver/

export const resourceClaimUnmet = defineCause({
  id: 'resource-claim-unmet',
  stage: 'scheduling',
  title: 'A resource claim cannot be met',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],
  explains: ['scheduler-error'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'resource-claim')
    const broken = pluginFailure(pod)
    const claims = pod.resourceClaims
    const claimNames = claims.map(({ value }) => value)
    if (obstacle !== null) {
      yield (obstacle.sure ? certain : likely)(
        null,
        { ...nodeReasons(obstacle), claims: claimNames, says: '' },
        [...obstacle.evidence, ...claims],
      )
    } else if (broken?.plugin === 'DynamicResources') {
      yield certain(null, { ...noReasons, claims: claimNames, says: broken.message }, [
        broken.item,
        ...claims,
      ])
    }
  },

  describe: ({ claims, says, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${waitsForDriver.test(says) ? 'it waits for a device driver to allocate what' : 'the devices that'} its resource ${claims.length === 1 ? 'claim' : 'claims'}${claims.length > 0 ? ` ${names(claims)}` : ''} ${claims.length === 1 ? 'asks' : 'ask'} for${waitsForDriver.test(says) ? '' : ' cannot be given to it'}.`,
    why: `${says === '' ? nodeReasonsSentence(reasons) : `The scheduler says "${says}".`} Devices asked for with \`spec.resourceClaims\` have to be free on the node, and their driver has to offer them.`,
    next: [
      ...(waitsForDriver.test(says)
        ? [
            'Look at the controller of the device driver that the claim names: it has to run and to answer the claim.',
          ]
        : []),
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
