import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedClaims } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence, theClaims } from '../words/scheduler.ts'

// The second is the wording to 1.7.
const named = /^persistentvolumeclaim "(.*)" not found|PersistentVolumeClaim (?:is )?not found: "([^"]+)"/

export const claimMissing = defineCause({
  id: 'claim-missing',
  stage: 'scheduling',
  title: 'The claim of a volume does not exist',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'claim-missing')
    if (obstacle === null) return
    const claims = obstacle.reasons.flatMap(
      (reason) =>
        named
          .exec(reason)
          ?.slice(1)
          .find((name) => name !== undefined) ?? [],
    )
    const volumes = pod.volumes.filter(({ refersTo }) => claims.includes(refersTo)).map(({ name }) => name)
    yield (obstacle.sure ? certain : likely)(
      null,
      { ...nodeReasons(obstacle), claims, volumes },
      obstacle.evidence,
    )
  },

  describe: ({ claims, volumes, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: ${theClaims(claims, '')} ${claims.length > 1 ? 'do' : 'does'} not exist in namespace \`${namespace}\`.`,
    why: `${nodeReasonsSentence(reasons)} No node is tried before the claim is there.`,
    next: [
      `Create the claim, or correct \`claimName\` in \`spec.volumes\`${volumes.length > 0 ? ` (volume ${names(volumes)})` : ''}.`,
      kubectl`get pvc -n ${namespace}`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ claims }, at) => sharedClaims(at, claims),
})
