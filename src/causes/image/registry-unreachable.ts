import { pullFailures } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotPull, pullFacts, theRegistry, tryFromNode } from '../words/pull.ts'

const noSuchHost = /no such host/i

// Go's net package, in the order in which a connection is made.
const steps: readonly (readonly [RegExp, string])[] = [
  [noSuchHost, 'its name cannot be resolved (no such host)'],
  [/server misbehaving|lookup /i, 'its name cannot be resolved (the DNS of the node does not answer well)'],
  [/connection refused/i, 'nothing accepts connections there (connection refused)'],
  [/no route to host|network is unreachable/i, 'there is no network route to it'],
  [/timeout|deadline exceeded/i, 'it does not answer in time (timeout)'],
]

export const registryUnreachable = defineCause({
  id: 'registry-unreachable',
  stage: 'image',
  title: 'The registry cannot be reached from the node',
  seenAs: [
    'ErrImagePull',
    'ImagePullBackOff',
    'RegistryUnavailable',
    'Init:ErrImagePull',
    'Init:ImagePullBackOff',
  ],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem !== 'network') continue
      // What stands in front is the image and the URL; what went wrong is at the end.
      const end = failure.message.slice(failure.message.lastIndexOf('": ') + 1)
      const problem = steps.find(([says]) => says.test(end))?.[1] ?? 'the connection to it fails'
      const hostUnknown = noSuchHost.test(end)
      yield certain(failure.container.name, { ...pullFacts(failure), problem, hostUnknown }, failure.evidence)
    }
  },

  describe: ({ problem, ...facts }, { container, node, pod, namespace }) => ({
    what: `${cannotPull(facts, container)} cannot be pulled: ${theRegistry(facts)} is not reachable, ${problem}.`,
    why: `This is between the node${node === '' ? '' : ` \`${node}\``} and the registry: whether the image exists and the credentials are right is not known yet. The kubelet tries again by itself.`,
    next: [
      `From the node, try the registry: \`${tryFromNode(facts)}\`. Check the host in the image's name, the DNS, the proxy and the firewall of the node.`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod}`,
    ],
  }),

  // A DNS that is out of order says that it does not know, or nothing. This one said that there is no such name.
  recovery: ({ hostUnknown }) => (hostUnknown ? 'missing' : 'passes'),
  sharedBy: ({ registry, host }) => thing('registry', host || registry),
})
