import { isTimeout, mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

// A CSI driver's refusal comes as a gRPC status; from 1.2x on with its code in front.
const driverSaid = /rpc error: code = (\w+) desc = ([\s\S]*)$/

type Trouble =
  | 'target-unreachable'
  | 'on-other-node'
  | 'busy'
  | 'no-device'
  | 'other-file-system'
  | 'storage-not-ready'
  | 'other'

const troubles: readonly (readonly [Trouble, RegExp])[] = [
  // open-iscsi behind the kubelet and CSI drivers.
  [
    'target-unreachable',
    /sendtargets to portal|iscsiadm: cannot make connection|Connection to Discovery Address/,
  ],
  ['on-other-node', /still mounted on node|attached to (?:another|a different) node/],
  // EBUSY of mount(2) in the words of util-linux, for a device that something else on the node holds.
  ['busy', /already mounted or mount point busy|[Dd]evice or resource busy|device is busy/],
  [
    'no-device',
    /[Uu]nable to find device|[Ff]ailed to find (?:the )?(?:disk|device)|could not find (?:the )?(?:disk|device)|device path .*(?:not found|does not exist)|no such device/i,
  ],
  // `mount_linux.go`: "failed to mount the volume as "ext4", it already contains xfs"; the kernel's EINVAL through util-linux.
  ['other-file-system', /it already contains|wrong fs type, bad option, bad superblock/],
  [
    'storage-not-ready',
    /\bnot ready\b|yet to connect|no block device frontend|is (?:degraded|faulted|offline|detached)\b/i,
  ],
]

const advice: { readonly [trouble in Trouble]: string } = {
  'target-unreachable':
    'From the node, test the portal that the message names (port 3260 for iSCSI): the network and firewalls between them, and whether the target runs.',
  'on-other-node':
    'End the pod that uses the volume on the other node; if there is none, let the storage system release it there.',
  busy: 'Find what holds the device on the node: often `multipathd` has taken it (`multipath -ll`; exclude it in its configuration), or an earlier mount was left behind.',
  'no-device':
    'Look at whether the disk has appeared on the node (`lsblk`): it counts as attached, but the node does not see it under the expected name.',
  'other-file-system':
    'Compare the file system on the device (`blkid`) with `fsType` of the volume and its mount options. A device without any readable file system may be damaged: take a snapshot before you repair it.',
  'storage-not-ready':
    'Look at the volume in the storage system itself: its replicas or targets have to be up before a node can use it.',
  other: '',
}

// Where the attachment may be at fault; a local disk, for one, has none.
const attached: ReadonlySet<string> = new Set(['on-other-node', 'no-device', 'storage-not-ready'])

export const volumeStageFailed = defineCause({
  id: 'volume-stage-failed',
  stage: 'volumes',
  title: 'The device of a volume cannot be prepared on the node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'stage') continue
      const [, code = '', detail = failure.message] = driverSaid.exec(failure.message) ?? []
      const timedOut = isTimeout(failure.message)
      const trouble = troubles.find(([, says]) => says.test(failure.message))?.[0] ?? 'other'
      const facts = { ...volumeFacts(failure), code, trouble, timedOut, stillRuns: failure.stillRuns }
      yield certain(null, { ...facts, message: detail.trim() }, failure.evidence)
    }
  },

  describe: ({ code, trouble, timedOut, stillRuns, message, ...facts }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: ${timedOut ? `the storage driver did not prepare the device of its ${theVolume(facts)} in time` : `the device of its ${theVolume(facts)} could not be prepared`} on node \`${node}\`.`,
    why: `${code === '' || timedOut ? 'The kubelet says' : `The storage driver refused (${code}) and says`} "${message}".${stillRuns ? ` Each further attempt finds the first call still running: the storage does not answer it.` : ''}`,
    next: [
      ...(advice[trouble] === '' ? [] : [advice[trouble]]),
      ...(timedOut || stillRuns
        ? [
            `Test the network from node \`${node}\` to the storage, and whether the storage itself is well; then restart the driver's pod on that node, if its call hangs.`,
          ]
        : []),
      ...(attached.has(trouble) ? [kubectl`get volumeattachments -o wide`] : []),
      kubectl`get pvc -n ${namespace}`,
      `Look at the log of the storage driver's pod on node \`${node}\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})
