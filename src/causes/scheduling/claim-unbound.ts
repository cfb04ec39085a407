import { claimsOf } from '../../signs/claims.ts'
import { heldBackBy } from '../../signs/obstacle.ts'
import { describeClaims, kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedClaims, thing } from '../shared.ts'
import { names, nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const claimUnbound = defineCause({
  id: 'claim-unbound',
  stage: 'scheduling',
  title: 'A claim is not bound to a volume',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'claim-unbound')
    if (obstacle === null) return
    const { claims, known } = claimsOf(pod, ({ phase }) => phase.value !== 'Bound')
    const classes = claims.flatMap(({ storageClass }) => (storageClass === null ? [] : [storageClass]))
    yield (obstacle.sure ? certain : likely)(
      null,
      {
        ...nodeReasons(obstacle),
        claims: claims.map(({ name }) => name),
        classes: [...new Set(classes.map(({ value }) => value))],
        claimsKnown: known,
      },
      [...obstacle.evidence, ...claims.flatMap(({ phase }) => phase ?? []), ...classes],
    )
  },

  describe: ({ claims, classes, claimsKnown, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: its PersistentVolumeClaim ${claims.length > 0 ? names(claims) : ''} is not bound to a volume.`,
    why: [
      nodeReasonsSentence(reasons),
      classes.length > 0
        ? `A volume of storage class ${names(classes)} would have to be made or found for it. Usually that class does not exist, or its provisioner has not delivered; the events of the claim say which.`
        : claimsKnown && claims.length > 0
          ? 'It names no storage class, so that only a PersistentVolume that somebody made by hand could be bound to it.'
          : 'It waits for a PersistentVolume, or for a provisioner to make one.',
    ].join(' '),
    next: [
      describeClaims(claims, namespace),
      kubectl`get storageclass`,
      classes.length > 0
        ? `Create storage class ${names(classes)} or start its provisioner, or make the claim anew with a class that exists.`
        : 'Make the claim anew with a storage class, or create a PersistentVolume that fits it.',
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ classes, claims }, at) => thing('StorageClass', classes) ?? sharedClaims(at, claims),
})
