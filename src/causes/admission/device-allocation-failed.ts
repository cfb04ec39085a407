import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

const allocation = /^(?:Allocate|Update plugin resources) failed due to /
const shortage = /devices unavailable for (\S+)\. Requested: (\d+), Available: (\d+)/

export const deviceAllocationFailed = defineCause({
  id: 'device-allocation-failed',
  stage: 'admission',
  title: 'The node could not allocate the devices of the pod',
  seenAs: ['UnexpectedAdmissionError'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || found.reason !== 'UnexpectedAdmissionError' || !allocation.test(found.message))
      return
    const match = shortage.exec(found.message)
    yield certain(
      null,
      { resource: match?.[1] ?? '', requested: match?.[2] ?? '', available: match?.[3] ?? '' },
      found.evidence,
    )
  },

  describe: ({ resource, requested, available }, { pod, node }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: it could not allocate ${resource === '' ? 'what the pod asks for' : `\`${resource}\``}.`,
    why: `${requested === '' ? '' : `The pod asks for ${requested}, and ${available} are available. `}The node's own manager of devices, cpus or memory found less than the node had announced; after a restart of the node its device plugin may not have come back yet. A refused pod is final.`,
    next: [
      'Look at the device plugin on that node: do its devices show as healthy? Then make the pod anew if no controller does.',
      kubectl`describe node ${node}`,
      kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ resource }, { node }) =>
    thing('device of node', node === '' || resource === '' ? '' : `${node}: ${resource}`),
})
