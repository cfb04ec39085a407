import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// "failed calling webhook NAME: failed to call webhook: Post …"; up to 1.22 without the second part.
const wording = /failed calling webhook "([^"]+)"(?:: failed to call webhook)?: (.+)$/s

export const admissionWebhookDown = defineCause({
  id: 'admission-webhook-down',
  stage: 'creation',
  title: 'An admission webhook could not be asked',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, (match) => ({
      webhook: match[1] ?? '',
      problem: (match[2] ?? '').replace(/\.$/, ''),
    })),

  describe: ({ webhook, problem, ...refused }, { owner }) => ({
    what: `${noPodFor(owner, refused)}: admission webhook \`${webhook}\` could not be asked.`,
    why: `The API server must ask this webhook before it makes a pod, and got no usable answer${problem === '' ? '' : `: ${problem}`}. With \`failurePolicy: Fail\` that refuses the pod.${asFarAsKnown(refused)}`,
    next: [
      'Repair the service behind the webhook: its pods, its certificate, the network from the API server to it.',
      kubectl`get validatingwebhookconfigurations,mutatingwebhookconfigurations`,
      'If what it belonged to was removed, delete its configuration too.',
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ webhook }) => thing('webhook', webhook),
})
