import { type WebhookProblem, webhookProblem } from '../../signs/webhook-problem.ts'
import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, inOneLine, noPodFor, refusalMatch } from '../words/refusal.ts'

// "failed calling webhook NAME: failed to call webhook: Post …"; up to 1.22 without the second part, up to 1.13 "failed calling
// admission webhook NAME: …".
const wording = /failed calling (?:admission )?webhook "([^"]+)"(?:: failed to call webhook)?: (.+)$/s
const address = /^(?:Post|Get) "?https?:\/\/([^/?"\s]+)[^\s"]*"?: /

const problems: Readonly<Record<WebhookProblem, string>> = {
  'no-endpoints': 'no pod behind its Service is ready',
  'no-service': 'its Service is not found',
  certificate: 'the API server does not trust its certificate, or the TLS handshake failed',
  refused: 'nothing listens at its address',
  silent: 'it did not answer in time',
  broken: 'the connection to it broke',
  answered: 'its answer was an error, or none that an admission webhook gives',
  other: 'it could not be asked',
}

const advice: Readonly<Record<WebhookProblem, string>> = {
  'no-endpoints': 'Bring the pods behind the webhook back: are they running and ready?',
  'no-service':
    'Bring the Service of the webhook back, or delete the configuration if what it belonged to was removed.',
  certificate:
    'Renew the certificate of the webhook, or the `caBundle` of its configuration, so that the two fit.',
  refused:
    'Look at the pods behind the webhook, and whether the port of its Service is the one on which they listen.',
  silent:
    'Look at the pods behind the webhook, and at the way from the API server to them: firewall rules, network policies, a CNI that the control plane is not part of.',
  broken: 'Look at the log of the webhook at that time: it may have crashed or been restarted.',
  answered:
    'Look at the log of the webhook, and whether the path and the port of its configuration are right.',
  other:
    'Repair the service behind the webhook: its pods, its certificate, the network from the API server to it.',
}

export const admissionWebhookDown = defineCause({
  id: 'admission-webhook-down',
  stage: 'creation',
  title: 'An admission webhook could not be asked',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, ([, webhook = '', error = '']) => ({
      webhook,
      kind: webhookProblem(error),
      at: address.exec(error)?.[1] ?? '',
      problem: inOneLine(error.replace(address, '')),
    })),

  describe: ({ webhook, kind, at, problem, ...refused }, { owner }) => ({
    what: `${noPodFor(owner, refused)}: admission webhook \`${webhook}\` could not be asked${kind === 'other' ? '' : `: ${problems[kind]}`}.`,
    why: `The API server must ask this webhook before it makes a pod, and got no usable answer${at === '' ? '' : ` from \`${at}\``}: ${problem}. With \`failurePolicy: Fail\` that refuses the pod.${asFarAsKnown(refused)}`,
    next: [
      advice[kind],
      kubectl`get validatingwebhookconfigurations,mutatingwebhookconfigurations`,
      'If what it belonged to was removed, delete its configuration too.',
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ webhook }) => thing('webhook', webhook),
})
