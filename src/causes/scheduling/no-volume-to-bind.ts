import { claimsOf } from '../../signs/claims.ts'
import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedClaims, thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence, theClaims } from '../words/scheduler.ts'

export const noVolumeToBind = defineCause({
  id: 'no-volume-to-bind',
  stage: 'scheduling',
  title: 'No volume can be bound to the claim on any node',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'no-volume')
    if (obstacle === null) return
    const { claims } = claimsOf(pod, ({ phase }) => phase.value !== 'Bound')
    const classes = claims.flatMap(({ storageClass }) => storageClass?.value ?? [])
    yield (obstacle.sure ? certain : likely)(
      null,
      {
        ...nodeReasons(obstacle),
        claims: claims.map(({ name }) => name),
        classes: [...new Set(classes)],
        spaceShort: obstacle.reasons.every((reason) => reason.includes('enough free storage')),
      },
      obstacle.evidence,
    )
  },

  describe: ({ claims, spaceShort, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: on none that it could use is there a PersistentVolume${spaceShort ? ' with enough free storage' : ''} for ${theClaims(claims, '')}.`,
    why: `${nodeReasonsSentence(reasons)} The storage class waits for the pod before it binds, and ${spaceShort ? 'its driver reports too little capacity.' : 'no volume of that class is free on these nodes, nor can one be made there.'}`,
    next: [
      spaceShort
        ? 'Free or add space in the storage of those nodes (the pool or volume group of the driver), or ask for a smaller volume. What the driver reports stands in the CSIStorageCapacity objects; if they are out of date, look at the driver.'
        : 'Create a PersistentVolume for one of the nodes that the pod may use, or use a storage class that has a provisioner.',
      ...(spaceShort ? [kubectl`get csistoragecapacities -A`] : []),
      kubectl`get pvc -n ${namespace}`,
      kubectl`get pv`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ classes, claims }, at) => thing('StorageClass', classes) ?? sharedClaims(at, claims),
})
