import { pullFailures } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotPull, pullFacts, theRegistry, tryFromNode } from '../words/pull.ts'

// In a status (RFC 9110), in a gateway's page, or alone behind "HTTP".
const status =
  /\b(5\d\d)\b(?: (Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out))?/i

export const registryServerError = defineCause({
  id: 'registry-server-error',
  stage: 'image',
  title: 'The registry answers with an error of its own',
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
      if (failure.problem !== 'server-error') continue
      const [, code = '', text = ''] = status.exec(failure.message) ?? []
      const answer = [code, text].filter((part) => part !== '').join(' ')
      yield certain(failure.container.name, { ...pullFacts(failure), answer }, failure.evidence)
    }
  },

  describe: ({ answer, ...facts }, { container, node, pod, namespace }) => ({
    what: `${cannotPull(facts, container)} cannot be pulled: ${theRegistry(facts)} answers with a server error of its own${answer === '' ? '' : ` (${answer})`}.`,
    why: `It was reached from node \`${node}\` and failed by itself, or a gateway or proxy in front of it did. Whether the image exists and the credentials are right is not known yet. The kubelet tries again by itself.`,
    next: [
      `Look at the state and the log of the registry, its storage, and of any proxy or load balancer in front of it. From the node: \`${tryFromNode(facts)}\`.`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ registry, host }) => thing('registry', host || registry),
})
