import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotPull, pullFacts, theRegistry } from '../words/pull.ts'

export const registryHttpsOnly = defineCause({
  id: 'registry-https-only',
  stage: 'image',
  title: 'The registry speaks HTTPS, and the node asked by plain HTTP',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem === 'https-only')
        yield certain(failure.container.name, pullFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container, node }) => ({
    what: `${cannotPull(facts, container)} cannot be pulled: ${theRegistry(facts)} speaks HTTPS on that port, and node \`${node}\` asked by plain HTTP.`,
    why: 'The runtime of the node takes this registry for an insecure one: it is configured so, or the registry is on localhost or a private address that the runtime tries without TLS.',
    next: [
      `Configure the runtime of each node to use HTTPS for \`${facts.host || facts.registry}\` (containerd: \`server = "https://…"\` in \`hosts.toml\`; dockerd: not among \`insecure-registries\`; CRI-O: \`insecure = false\`), with the authority of its certificate.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ registry, host }) => thing('scheme of registry', host || registry),
})
