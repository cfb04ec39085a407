import type { Item } from '../../pod/item.ts'
import type { PodReading } from '../../pod/reading.ts'
import { claimEvent } from '../../signs/claim-events.ts'
import { claimsOf } from '../../signs/claims.ts'
import { heldBackBy } from '../../signs/obstacle.ts'
import { pluginFailure } from '../../signs/scheduling.ts'
import { names } from '../../words/names.ts'
import { describeClaims, kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedClaims, thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence, noReasons, theClaims } from '../words/scheduler.ts'

// The volume controller, in a claim's event.
const classNotFound = /storageclass\S* "([^"]+)" not found/
// `pv_controller.go`: "waiting for a volume to be created, either by external provisioner "p" or manually …"; 1.27 on with 'p'.
const externalProvisioner = /external provisioner ["']([^"']+)["']/

export const claimUnbound = defineCause({
  id: 'claim-unbound',
  stage: 'scheduling',
  title: 'A claim is not bound to a volume',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  // Of the same attempt, in other words.
  explains: ['scheduler-error'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'claim-unbound')
    const broken = brokenBinding(pod)
    if (obstacle === null && broken === null) return
    const { claims, known } = claimsOf(pod, ({ phase }) => phase.value !== 'Bound')
    const classes = claims.flatMap(({ storageClass }) => (storageClass === null ? [] : [storageClass]))
    const noClass = claimEvent(pod, 'ProvisioningFailed', classNotFound)
    const waits = claimEvent(pod, 'ExternalProvisioning', externalProvisioner)
    const noneFits = claimEvent(pod, 'FailedBinding', /no persistent volumes available/)
    const named = claimsNamed(obstacle?.reasons ?? [])
    const [first, ...rest] = obstacle?.evidence ?? [broken?.item]
    if (first === undefined) return
    yield (obstacle === null || obstacle.sure ? certain : likely)(
      null,
      {
        ...(obstacle === null ? noReasons : nodeReasons(obstacle)),
        timedOut: obstacle === null && broken?.timedOut === true,
        claims: named.length > 0 ? named : claims.map(({ name }) => name),
        classes: [...new Set(classes.map(({ value }) => value))],
        claimsKnown: known,
        missingClass: classNotFound.exec(noClass?.message ?? '')?.[1] ?? '',
        noneFits: noneFits !== null,
        provisioner: externalProvisioner.exec(waits?.message ?? '')?.[1] ?? '',
      },
      [
        first,
        ...rest,
        ...claims.flatMap(({ phase }) => phase ?? []),
        ...classes,
        ...[noClass, waits, noneFits].filter((event) => event !== null),
      ],
    )
  },

  describe: (
    { claims, classes, claimsKnown, timedOut, missingClass, noneFits, provisioner, ...reasons },
    { pod, namespace },
  ) => ({
    what: `Pod \`${pod}\` gets no node: ${timedOut ? `no volume was bound in time to ${theClaims(claims, '')}` : `${theClaims(claims, 'is')} not bound to a volume`}${missingClass === '' ? '' : `, since storage class \`${missingClass}\` does not exist`}.`,
    why: [
      timedOut
        ? 'The scheduler chose a node and waited for the volume, in vain; it tries again.'
        : reasons.parts.length === 0
          ? 'No node is chosen before it is.'
          : nodeReasonsSentence(reasons),
      missingClass !== ''
        ? 'The claim names a class that nobody has made, so nobody provides a volume for it.'
        : provisioner !== ''
          ? `The claim waits for provisioner \`${provisioner}\` to make a volume, and the provisioner has not answered.`
          : noneFits
            ? 'No PersistentVolume fits the claim, and it names no storage class from which one could be made.'
            : classes.length > 0
              ? `A volume of storage class ${names(classes)} would have to be made or found for it. Usually that class does not exist, or its provisioner has not delivered; the events of the claim say which.`
              : claimsKnown && claims.length > 0
                ? 'It names no storage class, so that only a PersistentVolume that somebody made by hand could be bound to it.'
                : 'It waits for a PersistentVolume, or for a provisioner to make one.',
    ].join(' '),
    next: [
      describeClaims(claims, namespace),
      kubectl`get storageclass`,
      missingClass !== ''
        ? `Create storage class \`${missingClass}\`, or make the claim anew with a class that exists.`
        : provisioner !== ''
          ? `Look at the pod of provisioner \`${provisioner}\` and its log: does it run?`
          : classes.length > 0
            ? `Check that storage class ${names(classes)} exists and that its provisioner runs. Create or start what is missing, or make the claim anew with another class.`
            : claimsKnown
              ? 'Make the claim anew with a storage class, or create a PersistentVolume that fits it.'
              : 'Read the events of the claim: it needs a PersistentVolume that fits it, or a storage class with a provisioner that makes one.',
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ classes, claims }, at) => thing('StorageClass', classes) ?? sharedClaims(at, claims),
})

/** An attempt that broke off over the volumes: they were not bound in time or, to 1.19, are not bound at all; or null. */
function brokenBinding(pod: PodReading): { item: Item; timedOut: boolean } | null {
  const failure = pluginFailure(pod)
  if (failure?.plugin !== 'VolumeBinding') return null
  if (/unbound immediate/.test(failure.message)) return { item: failure.item, timedOut: false }
  return /binding volumes|timed out|deadline/i.test(failure.message)
    ? { item: failure.item, timedOut: true }
    : null
}

/** The claims that a scheduler to 1.9 names itself; empty for a later one. */
function claimsNamed(reasons: readonly string[]): string[] {
  return reasons.flatMap((reason) => /is not bound: "([^"]+)"/.exec(reason)?.[1] ?? [])
}
