import type { PodReading } from '../../pod/reading.ts'
import { offered } from '../../signs/node-fit.ts'
import { heldBackBy } from '../../signs/obstacle.ts'
import { requestsFor } from '../../signs/requests.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const insufficientResources = defineCause({
  id: 'insufficient-resources',
  stage: 'scheduling',
  title: 'No node has enough of a resource free',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'resources')
    if (obstacle === null) return
    const resources = [...new Set(obstacle.reasons.map((reason) => reason.replace('Insufficient ', '')))]
    const requests = resources.flatMap((resource) => requestsFor(pod, resource))
    yield (obstacle.sure ? certain : likely)(
      null,
      {
        ...nodeReasons(obstacle),
        resources,
        asked: requests.map(
          ({ resource, amount, container }) => `${resource} ${amount} (container ${container})`,
        ),
        offeredNowhere: resources.filter((resource) => isOfferedNowhere(pod, resource)),
        tooLarge: [...new Set(obstacle.nearest.flatMap(({ tooLarge }) => tooLarge))],
      },
      [...obstacle.evidence, ...requests],
    )
  },

  describe: ({ resources, asked, offeredNowhere, tooLarge, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${reasons.pinnedTo === '' ? '' : `node \`${reasons.pinnedTo}\`, the only one that it may use, has `}too little ${names(resources)} for what it requests${asked.length > 0 ? `: ${asked.join(', ')}` : ''}.`,
    why: [
      nodeReasonsSentence(reasons),
      offeredNowhere.length > 0
        ? `No node offers ${names(offeredNowhere)} at all: the device plugin or operator that provides it does not run, or no node has it.`
        : tooLarge.length > 0
          ? `The request for ${names(tooLarge)} is larger than all that the nearest node has, so that it stays too large when other pods end.`
          : 'What counts are the requests of the pods on a node, not what they use.',
    ].join(' '),
    next: [
      offeredNowhere.length > 0
        ? `Install or repair what offers ${names(offeredNowhere)} to the nodes, or add a node that has it.`
        : `Lower \`resources.requests\` of ${names(resources)}, or ${reasons.pinnedTo === '' ? 'add a node that has as much' : `move pods away from node \`${reasons.pinnedTo}\``}.`,
      kubectl`describe nodes`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.containers[*].resources.requests}'`,
    ],
  }),

  recovery: 'passes',
  // What no node offers, and what is used up, is the cluster's trouble; what is larger than every node is the workload's.
  sharedBy: ({ resources, offeredNowhere, tooLarge }) => {
    if (offeredNowhere.length > 0) return thing('resource', offeredNowhere)
    return tooLarge.length > 0 ? null : thing('resource', resources)
  },
})

/** Whether the nodes were read and none has this resource among what it offers to pods. */
function isOfferedNowhere({ nodes }: PodReading, resource: string): boolean {
  return nodes.length > 0 && nodes.every((node) => offered(node, resource) === 0)
}
