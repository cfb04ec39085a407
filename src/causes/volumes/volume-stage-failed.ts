import { isTimeout, mountFailures } from '../../signs/mounting.ts'
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
      const timedOut = isTimeout(failure.message)
      const facts = { ...volumeFacts(failure), code, timedOut, stillRuns: failure.stillRuns }
      yield certain(null, { ...facts, message: detail.trim() }, failure.evidence)
    }
  },

  describe: ({ code, timedOut, stillRuns, message, ...facts }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: ${timedOut ? `the storage driver did not prepare the device of its ${theVolume(facts)} in time` : `the device of its ${theVolume(facts)} could not be prepared`} on node \`${node}\`.`,
    why: `${code === '' || timedOut ? 'The kubelet says' : `The storage driver refused (${code}) and says`} "${message}".${stillRuns ? ` Each further attempt finds the first call still running: the storage does not answer it.` : ''}`,
    next: [
      ...(timedOut || stillRuns
        ? [
            `Test the network from node \`${node}\` to the storage, and whether the storage itself is well; then restart the driver's pod on that node, if its call hangs.`,
          ]
        : []),
      kubectl`get volumeattachments -o wide`,
      kubectl`get pvc -n ${namespace}`,
      `Look at the log of the storage driver's pod on node \`${node}\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})
