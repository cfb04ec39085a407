import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, inOneLine, noPodFor, refusalMatch } from '../words/refusal.ts'

// `ToStatusErr` of the webhook plugins: "admission webhook NAME denied the request: …", or "… without explanation".
const wording = /admission webhook "([^"]+)" denied the request(?:: (.+)| without explanation)/s

export const admissionWebhookDenied = defineCause({
  id: 'admission-webhook-denied',
  stage: 'creation',
  title: 'An admission webhook has denied the pod',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, (match) => ({ webhook: match[1] ?? '', objection: match[2] ?? '' })),

  describe: ({ webhook, objection, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: admission webhook \`${webhook}\` denied it.`,
    why: `${objection === '' ? 'It gave no explanation.' : `It says: ${inOneLine(objection)}.`} A webhook belongs to a policy or an operator of this cluster, which decides what pods may be.${asFarAsKnown(refused)}`,
    next: [
      'Change the pod template so that it keeps to the policy, or ask those who run the webhook.',
      kubectl`get validatingwebhookconfigurations,mutatingwebhookconfigurations`,
      kubectl`describe ${owner} -n ${namespace}`,
    ],
  }),

  recovery: 'rule',
  sharedBy: ({ webhook }) => thing('webhook', webhook),
})
