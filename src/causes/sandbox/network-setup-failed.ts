import { pluginIn, sandboxFailure } from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// libcni: `plugin type="calico" failed (add): …`; `failed to find plugin "x" in path [/opt/cni/bin]`.
const prefix = /^Failed (?:to )?create pod sandbox: /
const missingPlugin = /failed to find plugin "([^"]+)" in path/

export const networkSetupFailed = defineCause({
  id: 'network-setup-failed',
  stage: 'sandbox',
  title: 'The network plugin could not give the pod a network',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'network') return
    const missing = missingPlugin.exec(failure.message)?.[1] ?? ''
    const plugin = missing || pluginIn(failure.message)
    const text =
      /failed \((?:add|ADD)\): ([\s\S]+)$/.exec(failure.message)?.[1] ?? failure.message.replace(prefix, '')
    yield certain(null, { plugin, isMissing: missing !== '', message: text.trim() }, failure.evidence)
  },

  describe: ({ plugin, isMissing, message }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: ${
      isMissing
        ? `network (CNI) plugin \`${plugin}\` is not installed on node \`${node}\``
        : `the network (CNI) plugin${plugin === '' ? '' : ` \`${plugin}\``} on node \`${node}\` could not set up its network`
    }.`,
    why: `${isMissing ? 'The configuration of the node names a plugin that is not there.' : `It says "${message}".`} No container is created before the pod has its network.`,
    next: [
      `Look at the pod of the network plugin${plugin === '' || isMissing ? '' : ` (${plugin})`} on node \`${node}\`, and at its log.`,
      kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('network of node', node),
})
