import { pluginIn, sandboxFailure } from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const networkLoginRefused = defineCause({
  id: 'network-login-refused',
  stage: 'sandbox',
  title: 'The API server refuses the login of the network plugin',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'login') return
    const lacksRight = /is forbidden: User "([^"]+)" (cannot [^:\n]+)/.exec(failure.message)
    yield certain(
      null,
      {
        plugin: pluginIn(failure.message),
        user: lacksRight?.[1] ?? '',
        lacks: lacksRight?.[2]?.trim() ?? '',
      },
      failure.evidence,
    )
  },

  describe: ({ plugin, user, lacks }, { pod, node }) => ({
    what:
      user === ''
        ? `Pod \`${pod}\` cannot start: the API server does not accept the credentials of the network (CNI) plugin${plugin === '' ? '' : ` \`${plugin}\``} on node \`${node}\` (Unauthorized).`
        : `Pod \`${pod}\` cannot start: the network (CNI) plugin${plugin === '' ? '' : ` \`${plugin}\``} on node \`${node}\` lacks a right: \`${user}\` ${lacks}.`,
    why:
      user === ''
        ? 'The plugin asks the API server with a token in a kubeconfig of its own below `/etc/cni/net.d`. Usually that token has expired, or belongs to a service account that was made anew.'
        : 'The API server knows the plugin, and its role does not allow what it asks for: usually the plugin was updated, and its ClusterRole was not.',
    next: [
      user === ''
        ? `Restart the pod of the network plugin on node \`${node}\`: most plugins write a fresh kubeconfig as they start. Check the clock of the node, too.`
        : 'Apply the ClusterRole and ClusterRoleBinding of the version of the network plugin that runs.',
      kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ plugin, user }, { node }) =>
    user === '' ? thing('network of node', node) : thing('network plugin', plugin || user),
})
