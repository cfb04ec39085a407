import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedClaims } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence, theClaims } from '../words/scheduler.ts'

export const claimDeleting = defineCause({
  id: 'claim-deleting',
  stage: 'scheduling',
  title: 'The claim of a volume is being deleted',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'claim-deleting')
    if (obstacle === null) return
    const claims = obstacle.reasons.flatMap(
      (reason) => /^persistentvolumeclaim "(.*)" is being/.exec(reason)?.[1] ?? [],
    )
    yield (obstacle.sure ? certain : likely)(null, { ...nodeReasons(obstacle), claims }, obstacle.evidence)
  },

  describe: ({ claims, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${theClaims(claims, 'is')} being deleted.`,
    why: `${nodeReasonsSentence(reasons)} A claim that somebody has deleted stays only as long as pods use it, and no new pod may.`,
    next: [
      'Wait until the claim is gone, then create it again; a pod that still uses it holds it.',
      kubectl`describe pvc ${claims[0] ?? ''} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ claims }, at) => sharedClaims(at, claims),
})
