import { sandboxFailure } from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const networkNotReady = defineCause({
  id: 'network-not-ready',
  stage: 'sandbox',
  title: 'The network of the node is not ready',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'network-not-ready') return
    const notReady = pod.node?.conditions.find(({ type, status }) => type === 'Ready' && status !== 'True')
    const evidence = notReady === undefined ? failure.evidence : ([...failure.evidence, notReady] as const)
    // kubelet: "… NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized".
    const text = /message:\s*([\s\S]+)$/.exec(failure.message)?.[1] ?? failure.message
    yield certain(null, { message: text.trim() }, evidence)
  },

  describe: ({ message }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: the network (CNI) plugin of node \`${node}\` is not ready.`,
    why: `The runtime says "${message}". No pod gets a network on this node until the plugin is installed and configured there.`,
    next: [
      kubectl`describe node ${node}`,
      `Look at the pod of the network plugin on node \`${node}\`; it usually writes its configuration to \`/etc/cni/net.d\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('network of node', node),
})
