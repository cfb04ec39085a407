import {
  endedSilently,
  pluginIn,
  sandboxFailure,
  type Unanswered,
  unansweredCall,
} from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// libcni: `plugin type="calico" failed (add): …`; `failed to find plugin "x" in path [/opt/cni/bin]`.
const prefix = /^Failed (?:to )?create pod sandbox: /
// dockershim and cri-dockerd; a second error, of the network's removal, may follow.
const docker =
  /networkPlugin \S+ failed to set up pod "[^"]*" network: ([\s\S]+?)(?:, failed to clean up sandbox container[\s\S]*|\])?$/i
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
      /failed \((?:add|ADD)\): ([\s\S]+)$/.exec(failure.message)?.[1] ??
      docker.exec(failure.message)?.[1] ??
      failure.message.replace(prefix, '')
    const silent = endedSilently(failure.message)
    const call = unansweredCall(failure.message)
    const facts = {
      plugin,
      isMissing: missing !== '',
      isSilent: silent !== null,
      ended: silent ?? '',
      unanswered: call?.where ?? '',
      problem: call?.problem ?? null,
      isApiServer: call?.isApiServer === true,
      message: text.trim(),
    }
    yield certain(null, facts, failure.evidence)
  },

  describe: ({ plugin, isMissing, isSilent, ended, message, ...called }, { pod, node }) => ({
    what: `Pod \`${pod}\` cannot start: ${
      isMissing
        ? `network (CNI) plugin \`${plugin}\` is not installed on node \`${node}\``
        : `the network (CNI) plugin${plugin === '' ? '' : ` \`${plugin}\``} on node \`${node}\` could not set up its network${isSilent ? ' and gave no error message' : whatFailed(called)}`
    }.`,
    why: `${reason({ isMissing, isSilent, ended, message })} No container is created before the pod has its network.`,
    next: [
      ...(called.isApiServer
        ? [
            `Find out why node \`${node}\` does not reach the API server at \`${called.unanswered}\`: kube-proxy or what stands in for it, routes, firewalls.`,
          ]
        : []),
      `Look at the pod of the network plugin${plugin === '' || isMissing ? '' : ` (${plugin})`} on node \`${node}\`, and at its log${isSilent ? '; the logs of the kubelet and of the container runtime may tell how it ended' : ''}.`,
      kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('network of node', node),
})

interface Called {
  readonly unanswered: string
  readonly problem: Unanswered['problem'] | null
  readonly isApiServer: boolean
}

/** What the plugin called in vain, as the end of a sentence; "" where that is not known. */
function whatFailed({ unanswered, problem, isApiServer }: Called): string {
  const it = isApiServer ? `the API server at \`${unanswered}\`` : `\`${unanswered}\``
  switch (problem) {
    case null:
      return ''
    case 'no-socket':
      return `: the socket ${it} does not exist, so the daemon that should listen there does not run or is not ready`
    case 'refused':
      return `: ${isApiServer ? it : `the address or socket ${it}`} refuses connections`
    case 'silent':
      return `: ${it} did not answer in time`
    case 'unreachable':
      return `: ${it} cannot be reached from the node`
    case 'no-file':
      return `: the file ${it} does not exist on the node`
  }
}

interface Said {
  readonly isMissing: boolean
  readonly isSilent: boolean
  readonly ended: string
  readonly message: string
}

function reason({ isMissing, isSilent, ended, message }: Said): string {
  if (isMissing) return 'The configuration of the node names a plugin that is not there.'
  if (!isSilent) return `It says "${message}".`
  return ended === ''
    ? 'The plugin ended without a word, so that the event does not tell why.'
    : `The plugin ended without a word; the runtime says of it "${ended}".`
}
