import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// Of the ValidatingAdmissionPolicy plugin, 1.26 on.
const wording = /ValidatingAdmissionPolicy '([^']+)' with binding '([^']+)' denied request: (.+)$/s

export const admissionPolicyDenied = defineCause({
  id: 'admission-policy-denied',
  stage: 'creation',
  title: 'A policy of the cluster has denied the pod',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, (match) => ({
      policy: match[1] ?? '',
      binding: match[2] ?? '',
      objection: (match[3] ?? '').trim().replace(/\.$/, ''),
    })),

  describe: ({ policy, binding, objection, ...refused }, { owner }) => ({
    what: `${noPodFor(owner, refused)}: ValidatingAdmissionPolicy \`${policy}\` denied it.`,
    why: `The policy applies here by its binding \`${binding}\`, and says: ${objection}.${asFarAsKnown(refused)}`,
    next: [
      'Change the pod template so that it keeps to the policy, or change the policy or its binding.',
      kubectl`get validatingadmissionpolicy ${policy} -o yaml`,
      kubectl`get validatingadmissionpolicybinding ${binding} -o yaml`,
    ],
  }),

  recovery: 'rule',
  sharedBy: ({ policy }) => thing('policy', policy),
})
