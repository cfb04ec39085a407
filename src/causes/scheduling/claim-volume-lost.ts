import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedClaims } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence, theClaims } from '../words/scheduler.ts'

export const claimVolumeLost = defineCause({
  id: 'claim-volume-lost',
  stage: 'scheduling',
  title: 'The volume of a claim is gone',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'claim-lost')
    if (obstacle === null) return
    const found = obstacle.reasons.flatMap((reason) => {
      const match = /^persistentvolumeclaim "(.*)" bound to non-existent persistentvolume "(.*)"/.exec(reason)
      return match === null ? [] : [{ claim: match[1] ?? '', volume: match[2] ?? '' }]
    })
    const claims = found.map(({ claim }) => claim)
    const volumes = found.map(({ volume }) => volume)
    yield (obstacle.sure ? certain : likely)(
      null,
      { ...nodeReasons(obstacle), claims, volumes },
      obstacle.evidence,
    )
  },

  describe: ({ claims, volumes, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${theClaims(claims, 'is')} bound to a PersistentVolume${volumes.length > 0 ? ` ${names(volumes)}` : ''} that does not exist.`,
    why: `${nodeReasonsSentence(reasons)} The claim was bound once, and its volume was deleted since. A bound claim is never bound anew.`,
    next: [
      'Restore the PersistentVolume, or delete the claim and make it anew (the data of the old volume is not in it).',
      kubectl`get pvc -n ${namespace}`,
      kubectl`get pv`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ claims }, at) => sharedClaims(at, claims),
})
