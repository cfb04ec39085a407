import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

// kubelet `csi_plugin.go` at mount time; external-attacher and the attach controller, which ask the CSINode object.
const notRegistered = [
  /driver name (\S+) not found in the list of registered CSI drivers/,
  /CSINode \S+ does not contain driver (\S+)/,
]

export const csiDriverMissing = defineCause({
  id: 'csi-driver-missing',
  stage: 'volumes',
  title: 'The CSI driver of a volume does not run on the node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      const driver = notRegistered
        .map((says) => says.exec(failure.message)?.[1])
        .find((name) => name !== undefined)
      if (driver !== undefined) yield certain(null, { ...volumeFacts(failure), driver }, failure.evidence)
    }
  },

  describe: ({ driver, ...facts }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: CSI driver \`${driver}\`, which mounts its ${theVolume({ ...facts, source: facts.source.includes(driver) ? '' : facts.source })}, is not registered on node \`${node}\`.`,
    why: 'The driver runs as a pod on each node and registers with the kubelet. Here it is not installed, does not run on this node, or has another name.',
    next: [
      kubectl`get csinode ${node} -o jsonpath='{.spec.drivers[*].name}'`,
      `Look for the pod of the driver on node \`${node}\` (usually a DaemonSet in \`kube-system\`), and compare its name with that of the volume.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ driver }) => thing('CSI driver', driver),
})
