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
// `csi_plugin.go`, `supportsVolumeLifecycleMode`: of a volume that the pod describes itself.
const noObject = /not supported by driver (\S+) \(no CSIDriver object\)/

export const csiDriverMissing = defineCause({
  id: 'csi-driver-missing',
  stage: 'volumes',
  title: 'The CSI driver of a volume is not installed, or does not run on the node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      const driver = [...notRegistered, noObject]
        .map((says) => says.exec(failure.message)?.[1])
        .find((name) => name !== undefined)
      if (driver === undefined) continue
      const facts = { ...volumeFacts(failure), driver, hasNoObject: noObject.test(failure.message) }
      yield certain(null, facts, failure.evidence)
    }
  },

  describe: ({ driver, hasNoObject, ...facts }, { pod, node }) => {
    const volume = theVolume({ ...facts, source: facts.source.includes(driver) ? '' : facts.source })
    if (hasNoObject) {
      return {
        what: `Pod \`${pod}\` cannot start: the cluster has no CSIDriver object \`${driver}\`, which its ${volume} needs.`,
        why: 'A pod may describe a CSI volume inline only if the CSIDriver object of the driver allows it. The installation of the driver brings that object: most likely the driver is not installed, or only in part.',
        next: [
          kubectl`get csidriver ${driver}`,
          `Install CSI driver \`${driver}\` with its CSIDriver object, or correct the name of the driver in \`spec.volumes\`.`,
        ],
      }
    }
    return {
      what: `Pod \`${pod}\` cannot start: CSI driver \`${driver}\`, which mounts its ${volume}, is not registered on node \`${node}\`.`,
      why: 'The driver runs as a pod on each node and registers with the kubelet. Here it is not installed, does not run on this node, or has another name.',
      next: [
        kubectl`get csinode ${node} -o jsonpath='{.spec.drivers[*].name}'`,
        `Look for the pod of the driver on node \`${node}\` (usually a DaemonSet in \`kube-system\`), and compare its name with that of the volume.`,
      ],
    }
  },

  recovery: 'missing',
  sharedBy: ({ driver }) => thing('CSI driver', driver),
})
