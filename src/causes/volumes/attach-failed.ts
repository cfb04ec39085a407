import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

// `csi_attacher.go`: nothing acted on the VolumeAttachment within two minutes.
const noAttacher = /timed out waiting for external-attacher of (\S+) CSI driver/

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
      yield certain(null, { ...volumeFacts(failure), driver, message: failure.message }, failure.evidence)
    }
  },

  describe: ({ driver, message, ...facts }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: its ${theVolume(facts)} cannot be attached to node \`${node}\`${driver === '' ? '' : `; the attacher of CSI driver \`${driver}\` does not answer`}.`,
    why:
      driver === ''
        ? `The attach controller says "${message}".`
        : `The controller of CSI driver \`${driver}\` has to attach the volume. It is not installed, does not run, or is stuck.`,
    next: [
      kubectl`get volumeattachments -o wide`,
      driver === ''
        ? kubectl`describe node ${node}`
        : `Look at the controller pod of driver \`${driver}\` and the log of its \`csi-attacher\` container.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (facts, at) => thing('CSI driver', facts.driver) ?? sharedVolume(facts.source, at),
})
