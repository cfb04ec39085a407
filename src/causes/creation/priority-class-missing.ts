import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// Of the Priority plugin.
const wording = /no PriorityClass with name (\S+) was found/

export const priorityClassMissing = defineCause({
  id: 'priority-class-missing',
  stage: 'creation',
  title: 'The priority class of the pod does not exist',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) => refusalMatch(pod, wording, (match) => ({ priorityClass: match[1] ?? '' })),

  describe: ({ priorityClass, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: its priority class \`${priorityClass}\` does not exist.`,
    why: `\`spec.priorityClassName\` of the pod template names a PriorityClass that the cluster does not have.${asFarAsKnown(refused)}`,
    next: [
      'Create the PriorityClass, or correct `priorityClassName` in the pod template.',
      kubectl`get priorityclasses`,
      kubectl`describe ${owner} -n ${namespace}`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ priorityClass }) => thing('PriorityClass', priorityClass),
})
