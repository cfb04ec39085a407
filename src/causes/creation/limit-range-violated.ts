import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// Of the LimitRanger plugin: "maximum cpu usage per Container is 1, but limit is 2", also in a list in brackets.
const wording =
  /(?:maximum|minimum) \S+ usage per \w+ is [^,\]]+(?:, but (?:limit|request) is [^,\]]+)?|\S+ max limit to request ratio per \w+ is [^,\]]+(?:, but [^,\]]+)?/

export const limitRangeViolated = defineCause({
  id: 'limit-range-violated',
  stage: 'creation',
  title: 'An amount is outside what the namespace allows',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) => refusalMatch(pod, wording, (match) => ({ broken: match[0] })),

  describe: ({ broken, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: ${broken}.`,
    why: `A LimitRange of namespace \`${namespace}\` bounds what each container or pod may ask for.${asFarAsKnown(refused)}`,
    next: [
      'Change `resources` in the pod template so that it fits, or change the LimitRange.',
      kubectl`describe limitrange -n ${namespace}`,
      kubectl`describe ${owner} -n ${namespace}`,
    ],
  }),

  recovery: 'rule',
  sharedBy: (_, { namespace }) => thing('LimitRange of namespace', namespace),
})
