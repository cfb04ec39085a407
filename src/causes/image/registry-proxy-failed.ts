import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotPull, pullFacts, theRegistry, tryFromNode } from '../words/pull.ts'

// Go's net/http: where a proxy answers CONNECT with anything but 200, the text of that status is all that is left; where the
// proxy itself cannot be reached, "proxyconnect tcp: " and the reason.
const answer =
  /https?:\/\/[^\s"]+"?: ((?:Internal Server|Bad|Service|Gateway|Forbidden|Not Found|Proxy|Method)[A-Za-z -]*)/
const connect = /proxyconnect \w+: (.*)$/m

export const registryProxyFailed = defineCause({
  id: 'registry-proxy-failed',
  stage: 'image',
  title: "The node's proxy does not let the pull through",
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
      if (failure.problem !== 'proxy') continue
      const says = answer.exec(failure.message)?.[1]?.trim() ?? ''
      const trouble = connect.exec(failure.message)?.[1]?.trim() ?? ''
      yield certain(failure.container.name, { ...pullFacts(failure), says, trouble }, failure.evidence)
    }
  },

  describe: ({ says, trouble, ...facts }, { container, node }) => ({
    what: `${cannotPull(facts, container)} cannot be pulled: the HTTP proxy of node \`${node}\` ${says === '' ? 'does not connect' : `answers "${says}" instead of connecting`} to ${theRegistry(facts)}.`,
    why: `${trouble === '' ? 'A status without a number right behind the address is what a proxy says when it does not open the way.' : `The runtime says "${trouble}" of the proxy.`} Whether the registry works, the image exists and the credentials are right is not known yet.`,
    next: [
      `Look at the proxy that the runtime of the node uses (\`HTTPS_PROXY\`, \`NO_PROXY\` in the environment of its service) and at its log. A registry inside the cluster or network belongs into \`NO_PROXY\`.`,
      `From the node, with and without the proxy: \`${tryFromNode(facts)}\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ registry, host }) => thing('proxy before registry', host || registry),
})
