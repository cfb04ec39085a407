import { sandboxFailure } from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const podAddressesExhausted = defineCause({
  id: 'pod-addresses-exhausted',
  stage: 'sandbox',
  title: 'The network plugin has no address left for the pod',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'addresses') return
    // host-local: "no IP addresses available in range set: 10.1.0.1-10.1.0.254".
    const range = /range set: ([0-9a-f.:/-]+)/i.exec(failure.message)?.[1] ?? ''
    yield certain(null, { range }, failure.evidence)
  },

  describe: ({ range }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: the network plugin on node \`${node}\` has no IP address left for it${range === '' ? '' : ` in ${range}`}.`,
    why: 'Each pod needs an address of its own. What the plugin may give out here is used up, by pods or by addresses that ended pods did not give back.',
    next: [
      kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`,
      'Run fewer pods on the node, give the network a larger range, or release leaked addresses as the network plugin describes.',
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('network of node', node),
})
