import { sandboxFailure } from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

const prefix =
  /^(?:Failed (?:to )?create pod sandbox|unable to ensure pod container exists): (?:rpc error: code = \w+ desc = )?/

export const podSandboxFailed = defineCause({
  id: 'pod-sandbox-failed',
  stage: 'sandbox',
  title: 'The sandbox of the pod cannot be created',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],
  isGeneric: true,

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure === null || !['other', 'busy', 'runtime-class'].includes(failure.problem)) return
    const busy = failure.problem === 'busy'
    yield certain(null, { busy, message: failure.message.replace(prefix, '').trim() }, failure.evidence)
  },

  describe: ({ busy, message }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: node \`${node}\` cannot create its sandbox.`,
    why: `${busy ? 'The runtime does not keep up: the kubelet says' : 'The kubelet says'} "${message}". The sandbox comes before all containers of the pod.`,
    next: [
      kubectl`describe node ${node}`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod}`,
      `Look at the log of the container runtime on node \`${node}\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
