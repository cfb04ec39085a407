import { type ProvisioningTrouble, provisioningFailures } from '../../signs/claim-events.ts'
import { waitsForNode } from '../../signs/scheduling.ts'
import { describeClaims, kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

const means: { readonly [trouble in ProvisioningTrouble]: string } = {
  'not-allowed': ', since the storage driver is not authorized to make one',
  'no-space': ', since the storage has too little space',
  quota: ', since a quota or limit of the storage is used up',
  topology: ', since none can be made where the pod may run',
  'timed-out': ' in time',
  other: '',
}

const advice: { readonly [trouble in ProvisioningTrouble]: string } = {
  'not-allowed':
    'Give the storage driver the rights that it lacks: the IAM role, policy or credentials of its controller.',
  'no-space':
    'Free or add space in the storage that the class takes its volumes from (its volume group, pool or disks on the node), or ask for a smaller volume.',
  quota: 'Raise the quota or limit, or remove volumes that nobody uses.',
  topology:
    'Compare the allowed topologies and zones of the storage class with the labels of the nodes that the pod may use, and check that the driver runs on those nodes.',
  'timed-out':
    "Look at the log of the storage driver's controller: the storage behind it does not answer in time.",
  other:
    "Look at the log of the storage driver's controller, and compare the parameters of the storage class with what the driver takes.",
}

export const claimProvisioningFailed = defineCause({
  id: 'claim-provisioning-failed',
  stage: 'scheduling',
  title: 'No volume could be made for a claim',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'claim-events'],
  // The scheduler waits for what the provisioner cannot make.
  explains: ['claim-unbound', 'no-volume-to-bind', 'scheduler-error', 'unschedulable'],

  *match(pod) {
    if (!waitsForNode(pod)) return
    const [failure, ...others] = provisioningFailures(pod)
    if (failure === undefined) return
    const { claim, storageClass, provisioner, trouble, message, event } = failure
    const claimed = pod.claims.find(({ name }) => name === claim)
    yield certain(null, { claim, storageClass, provisioner, trouble, message }, [
      event,
      ...(claimed === undefined ? [] : [claimed.phase]),
      ...others.map((other) => other.event),
    ])
  },

  describe: ({ claim, storageClass, provisioner, trouble, message }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: no volume could be made for its PersistentVolumeClaim \`${claim}\`${means[trouble]}.`,
    why: `${provisioner === '' ? 'The provisioner' : `Provisioner \`${provisioner}\``} of storage class \`${storageClass}\` says "${message}". It tries again; the pod is scheduled once the claim is bound.`,
    next: [
      advice[trouble],
      describeClaims([claim], namespace),
      kubectl`describe storageclass ${storageClass}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ storageClass }) => thing('StorageClass', storageClass),
})
