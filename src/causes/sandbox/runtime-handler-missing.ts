import { sandboxFailure } from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// containerd `no runtime for "x" is configured`; CRI-O "runtime handler x from runtime list"; cri-dockerd `RuntimeHandler "x"`;
// containerd's shim `runtime "io.containerd.x.v1" binary not installed`.
const handlerIn =
  /no runtime for "([^"]+)"|runtime handler (\S+) from|RuntimeHandler "([^"]+)"|runtime "([^"]+)" binary/i

export const runtimeHandlerMissing = defineCause({
  id: 'runtime-handler-missing',
  stage: 'sandbox',
  title: 'The node does not know the runtime of the RuntimeClass',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'handler') return
    const handler = handlerIn.exec(failure.message)?.slice(1).find(Boolean) ?? ''
    const runtimeClass = pod.runtimeClassName.value
    const [event, ...rest] = failure.evidence
    const evidence =
      runtimeClass === '' ? failure.evidence : ([event, pod.runtimeClassName, ...rest] as const)
    yield certain(null, { handler, runtimeClass }, evidence)
  },

  describe: ({ handler, runtimeClass }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: the container runtime of node \`${node}\` has no handler${handler === '' ? '' : ` \`${handler}\``}${runtimeClass === '' ? '' : `, which RuntimeClass \`${runtimeClass}\` asks for`}.`,
    why: 'A RuntimeClass names a handler that must be installed and configured in the runtime of each node that runs such pods.',
    next: [
      kubectl`get runtimeclass ${runtimeClass} -o yaml`,
      `Install the handler on node \`${node}\`, give the RuntimeClass a \`scheduling.nodeSelector\` for nodes that have it, or correct \`spec.runtimeClassName\`.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ handler }) => thing('runtime handler', handler),
})
