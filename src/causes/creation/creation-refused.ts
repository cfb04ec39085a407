import { refusals } from '../../signs/creation.ts'
import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { asFarAsKnown, matchOf, noPodFor } from '../words/refusal.ts'

export const creationRefused = defineCause({
  id: 'creation-refused',
  stage: 'creation',
  title: 'The API server refuses to create the pod',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  isGeneric: true,

  *match(pod) {
    const [refusal] = refusals(pod)
    if (refusal !== undefined) yield matchOf(refusal, { message: refusal.message })
  },

  describe: ({ message, ...who }, { owner, namespace }) => ({
    what: `${noPodFor(owner, who)}: the API server refused to create it.`,
    why: `It answered: ${message.replace(/\.$/, '')}.${asFarAsKnown(who)}`,
    next: [kubectl`describe ${owner} -n ${namespace}`, kubectl`get events -n ${namespace}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
