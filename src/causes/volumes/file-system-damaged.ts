import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

export const fileSystemDamaged = defineCause({
  id: 'file-system-damaged',
  stage: 'volumes',
  title: 'The file system of a volume is damaged',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'file-system') continue
      const device = /\/dev\/[\w./-]*\w/.exec(failure.message)?.[0] ?? ''
      yield certain(null, { ...volumeFacts(failure), device, message: failure.message }, failure.evidence)
    }
  },

  describe: ({ device, message, ...facts }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: the file system of its ${theVolume(facts)} is damaged, and node \`${node}\` cannot mount it.`,
    why: `The kubelet says "${message}". It checks a disk before it mounts it, and repairs only what is harmless.`,
    next: [
      `Take a snapshot of the disk first. Then run \`fsck\` (\`xfs_repair\` for XFS) on ${device === '' ? 'the device' : `\`${device}\``} on node \`${node}\`, while no pod uses it, or restore a backup.`,
      kubectl`get pvc -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})
