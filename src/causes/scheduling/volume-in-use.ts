import { claimsOf } from '../../signs/claims.ts'
import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { describeClaims } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedClaims } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const volumeInUse = defineCause({
  id: 'volume-in-use',
  stage: 'scheduling',
  title: 'Another pod uses the volume alone',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'volume-in-use')
    if (obstacle === null) return
    const claims = claimsOf(pod, () => true).claims.map(({ name }) => name)
    yield (obstacle.sure ? certain : likely)(null, { ...nodeReasons(obstacle), claims }, obstacle.evidence)
  },

  describe: ({ claims, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${claims.length > 0 ? `the volume of its claim ${names(claims)}` : 'its volume'} is in use by another pod and cannot be shared.`,
    why: `${nodeReasonsSentence(reasons)} A claim with access mode ReadWriteOncePod serves one pod at a time, and some disks one node at a time.`,
    next: [
      'End the other pod first (strategy `Recreate` does so in a rollout), or use an access mode that allows more than one.',
      describeClaims(claims, namespace),
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ claims }, at) => sharedClaims(at, claims),
})
