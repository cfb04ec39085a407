import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

// `csi_attacher.go`: nothing acted on the VolumeAttachment within two minutes.
const noAttacher = /timed out waiting for external-attacher of (\S+) CSI driver/

type Trouble =
  | 'no-attacher'
  | 'limit'
  | 'no-machine'
  | 'under-way'
  | 'not-allowed'
  | 'no-cloud'
  | 'timed-out'
  | 'other'

// In the words of the clouds and their drivers, from which no error code can be relied on: one text may be read as one of these only.
const troubles: readonly (readonly [Trouble, RegExp])[] = [
  ['no-attacher', noAttacher],
  // AWS "AttachmentLimitExceeded", Azure "The maximum number of data disks allowed to be attached", GCE "exceeded … disks", OpenStack
  // "maximum allowed number of disk devices", Linode and DigitalOcean "max number of volumes already attached", QingCloud "at most".
  [
    'limit',
    /AttachmentLimitExceeded|[Mm]ax(?:imum)? (?:allowed )?(?:number|count) of|attach(?:ment)?s? limit|exceed\w* [^.]*\b(?:disks|volumes|devices)|\bvolumes? to one instance at most|ResourceExhausted/,
  ],
  // The machine behind the node, by its name or ID: AWS "Instance "i-1" not found", vSphere "failed to find VM", Azure "instance not found".
  [
    'no-machine',
    /\b(?:instance|VM|virtual machine|server|droplet|node) ?(?:"[^"]*"|'[^']*'|\S+)? (?:was |is )?(?:not found|does ?n[o']t exist)|InvalidInstanceID\.NotFound|(?:failed to|could not|cannot) (?:find|get) (?:the )?(?:VM|virtual machine|instance)\b/i,
  ],
  // A disk that the cloud has begun to attach, detach or make. aws-ebs-csi-driver "expected device to be attached but was attaching".
  [
    'under-way',
    /but was (?:attaching|detaching|busy)|since volume is in "\w+" state|is (?:currently )?(?:attaching|detaching)\b|still attached/i,
  ],
  [
    'not-allowed',
    /UnauthorizedOperation|not authorized|AuthorizationFailed|AccessDenied|Required '[^']+' permission|PermissionDenied|Forbidden|\b403\b/,
  ],
  // In-tree plugins ask the cloud provider of the controller manager, which newer clusters do not have: "failed to get GCE
  // GCECloudProvider with error <nil>", "failed to get AWS Cloud Provider".
  ['no-cloud', /failed to get \w+ ?(?:\w*Cloud ?Provider|cloud provider)/i],
  ['timed-out', /DeadlineExceeded|context deadline exceeded|timed out/],
]

const advice: { readonly [trouble in Trouble]: string } = {
  'no-attacher': '',
  limit:
    'Compare the disks that the machine has with how many its size can take. Move pods with volumes to other nodes, or use a larger instance size.',
  'no-machine':
    'Check that the machine of the node exists in the cloud, and that `spec.providerID` of the node is its ID: a node that was made anew under the same name may have an old one.',
  'under-way':
    'Look at the disk in the cloud: is it attached somewhere else, or stuck on its way? A machine that has as many disks as its size can take stays in this state, too. The log of the driver (`csi-attacher`) says which call it waits for.',
  'not-allowed':
    'Give the identity of the storage driver (its IAM role or service account) the right to attach disks.',
  'no-cloud':
    'The volume is of a type that is built into Kubernetes. Start the controller manager with its cloud provider, or use a volume of the CSI driver of that cloud instead.',
  'timed-out':
    'Look at the controller pod of the storage driver and its log: it has to answer, and the storage behind it, too.',
  other: '',
}

const means: { readonly [trouble in Trouble]: string } = {
  'no-attacher': '',
  limit: ', since the node has as many volumes attached as it can take',
  'no-machine': ', since the cloud does not find the machine of the node',
  'under-way': ', and the cloud has not finished what it is doing with the disk',
  'not-allowed': ', since the storage driver is not allowed to attach it',
  'no-cloud': ', since the cluster runs without the cloud provider that would do it',
  'timed-out': ' in time',
  other: '',
}

export const attachFailed = defineCause({
  id: 'attach-failed',
  stage: 'volumes',
  title: 'A volume cannot be attached to the node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'attach') continue
      const driver = noAttacher.exec(failure.message)?.[1] ?? ''
      const trouble = troubles.find(([, says]) => says.test(failure.message))?.[0] ?? 'other'
      yield certain(
        null,
        { ...volumeFacts(failure), driver, trouble, message: failure.message },
        failure.evidence,
      )
    }
  },

  describe: ({ driver, trouble, message, ...facts }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: its ${theVolume(facts)} cannot be attached to node \`${node}\`${driver === '' ? means[trouble] : `; the attacher of CSI driver \`${driver}\` does not answer`}.`,
    why:
      driver === ''
        ? `The attach controller says "${message}".`
        : `The controller of CSI driver \`${driver}\` has to attach the volume. It is not installed, does not run, or is stuck.`,
    next: [
      ...(advice[trouble] === '' ? [] : [advice[trouble]]),
      kubectl`get volumeattachments -o wide`,
      driver === ''
        ? kubectl`describe node ${node}`
        : `Look at the controller pod of driver \`${driver}\` and the log of its \`csi-attacher\` container.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (facts, at) => thing('CSI driver', facts.driver) ?? sharedVolume(facts.source, at),
})
