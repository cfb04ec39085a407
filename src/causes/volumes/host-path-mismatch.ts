import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// `host_path.go`: "hostPath type check failed: P is not a directory" (… a file, a socket file, a character device, a block device).
const typeCheck = /hostPath type check failed: (\S+) is not an? ([^\n]+?)\s*$/

export const hostPathMismatch = defineCause({
  id: 'host-path-mismatch',
  stage: 'volumes',
  title: 'The host path is missing on the node, or of another type',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const { message, volume, evidence } of mountFailures(pod)) {
      const [, path = '', type = ''] = typeCheck.exec(message) ?? []
      if (path !== '') yield certain(null, { volume, path, type }, evidence)
    }
  },

  describe: ({ volume, path, type }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: host path \`${path}\` of its volume \`${volume}\` is not a ${type} on node \`${node}\`.`,
    why: `The volume's \`hostPath.type\` asks for a ${type}. The kubelet says the same where nothing exists at that path and where something else does.`,
    next: [
      `Look at \`${path}\` on the node. Create it there, correct the path, or set \`type: ${type === 'file' ? 'FileOrCreate' : type === 'directory' ? 'DirectoryOrCreate' : '""'}\`.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.volumes}'`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ path }) => thing('host path', path),
})
