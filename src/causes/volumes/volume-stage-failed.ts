import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

// A CSI driver's refusal comes as a gRPC status; from 1.2x on with its code in front.
const driverSaid = /rpc error: code = (\w+) desc = ([\s\S]*)$/

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
      yield certain(null, { ...volumeFacts(failure), code, message: detail.trim() }, failure.evidence)
    }
  },

  describe: ({ code, message, ...facts }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: the device of its ${theVolume(facts)} could not be prepared on node \`${node}\`.`,
    why: `${code === '' ? 'The kubelet says' : `The storage driver refused (${code}) and says`} "${message}".`,
    next: [
      kubectl`get volumeattachments -o wide`,
      kubectl`get pvc -n ${namespace}`,
      `Look at the log of the storage driver's pod on node \`${node}\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})
