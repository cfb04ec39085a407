import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// Of the RuntimeClass plugin: "pod rejected: RuntimeClass \"NAME\" not found".
const wording = /RuntimeClass "([^"]+)" not found/

export const runtimeClassMissing = defineCause({
  id: 'runtime-class-missing',
  stage: 'creation',
  title: 'The runtime class of the pod does not exist',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) => refusalMatch(pod, wording, (match) => ({ runtimeClass: match[1] ?? '' })),

  describe: ({ runtimeClass, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: its runtime class \`${runtimeClass}\` does not exist.`,
    why: `\`spec.runtimeClassName\` of the pod template names a RuntimeClass that the cluster does not have.${asFarAsKnown(refused)}`,
    next: [
      'Create the RuntimeClass, or correct `runtimeClassName` in the pod template.',
      kubectl`get runtimeclasses`,
      kubectl`describe ${owner} -n ${namespace}`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ runtimeClass }) => thing('RuntimeClass', runtimeClass),
})
