import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotPull, pullFacts, theRegistry } from '../words/pull.ts'

export const registryCertificate = defineCause({
  id: 'registry-certificate',
  stage: 'image',
  title: 'No trusted TLS connection to the registry',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem !== 'certificate') continue
      // net/http: the registry speaks plain HTTP on the port where HTTPS was tried.
      const plainHttp = failure.message.includes('server gave HTTP response to HTTPS client')
      const trouble = /x509: .*$/m.exec(failure.message)?.[0].trim() ?? ''
      yield certain(failure.container.name, { ...pullFacts(failure), plainHttp, trouble }, failure.evidence)
    }
  },

  describe: ({ plainHttp, trouble, ...facts }, { container }) => ({
    what: `${cannotPull(facts, container)} cannot be pulled: ${
      plainHttp
        ? `${theRegistry(facts)} speaks plain HTTP, and the node tried HTTPS.`
        : `the node does not accept the TLS certificate of ${theRegistry(facts)}.`
    }`,
    why: plainHttp
      ? 'A container runtime uses HTTPS unless it is told, on each node, that this registry is insecure.'
      : `${trouble === '' ? 'The TLS handshake fails.' : `The runtime says "${trouble}".`} The runtime of the node decides whom it trusts; nothing in the pod can change that.`,
    next: plainHttp
      ? [
          `Give the registry a certificate, or configure the runtime of each node for plain HTTP with \`${facts.host || facts.registry}\` (containerd: \`hosts.toml\`).`,
        ]
      : [
          'Install the certificate authority of the registry on each node (containerd: `hosts.toml`, `ca`), or give the registry a certificate for its name that has not expired.',
          `Show the certificate from the node: \`openssl s_client -connect ${hostAndPort(facts.host || facts.registry)}\`.`,
        ],
  }),

  recovery: 'missing',
  sharedBy: ({ registry, host }) => thing('certificate of registry', host || registry),
})

function hostAndPort(registry: string): string {
  if (!/^[\w.:-]+$/.test(registry)) return 'REGISTRY:443'
  return registry.includes(':') ? registry : `${registry}:443`
}
