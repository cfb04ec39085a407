import { claimsOf } from '../../signs/claims.ts'
import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedClaims } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const volumeElsewhere = defineCause({
  id: 'volume-elsewhere',
  stage: 'scheduling',
  title: 'The volume can only be used on other nodes',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'volume-elsewhere')
    if (obstacle === null) return
    const claims = claimsOf(pod, () => true).claims.map(({ name }) => name)
    yield (obstacle.sure ? certain : likely)(null, { ...nodeReasons(obstacle), claims }, obstacle.evidence)
  },

  describe: ({ claims, ...reasons }, { pod }) => ({
    what: `Pod \`${pod}\` gets no node: ${claims.length > 0 ? `the volume of its claim ${names(claims)}` : 'its volume'} can only be used on other nodes or in another zone.`,
    why: `${nodeReasonsSentence(reasons)} A local disk belongs to one node and a cloud disk to one zone; the pod has to go where its volume is.`,
    next: [
      'Free the node or zone of the volume for the pod; or let it go of the selector, affinity or request that keeps it from there.',
      kubectl`get pv -o custom-columns=NAME:.metadata.name,CLAIM:.spec.claimRef.name,AFFINITY:.spec.nodeAffinity`,
      kubectl`get nodes -L topology.kubernetes.io/zone`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ claims }, at) => sharedClaims(at, claims),
})
