import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// Of the PodSecurity plugin: "violates PodSecurity \"baseline:latest\": privileged (container \"app\" must not …), …".
const wording = /violates PodSecurity "([^"]*)": (.+)$/s

export const podSecurityRefused = defineCause({
  id: 'pod-security-refused',
  stage: 'creation',
  title: 'The pod security standard of the namespace forbids the pod',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, (match) => ({
      level: match[1] ?? '',
      // Each objection ends with its details in brackets.
      objections: (match[2] ?? '').split(/(?<=\)), /),
    })),

  describe: ({ level, objections, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: it breaks the pod security standard \`${level}\` of namespace \`${namespace}\`.`,
    why: `The standard objects to: ${objections.join('; ')}.${asFarAsKnown(refused)}`,
    next: [
      'Change `securityContext` and volumes in the pod template so that they keep to the standard, or run the workload in a namespace that allows it.',
      kubectl`get namespace ${namespace} --show-labels`,
      kubectl`describe ${owner} -n ${namespace}`,
    ],
  }),

  recovery: 'rule',
  sharedBy: (_, { namespace }) => thing('pod security of namespace', namespace),
})
