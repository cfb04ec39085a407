import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// Of the NamespaceLifecycle plugin.
const wording = /unable to create new content in namespace \S+ because it is being terminated/

export const namespaceTerminating = defineCause({
  id: 'namespace-terminating',
  stage: 'creation',
  title: 'The namespace is being deleted',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) => refusalMatch(pod, wording, () => ({})),

  describe: (text, { owner, namespace }) => ({
    what: `${noPodFor(owner, text)}: namespace \`${namespace}\` is being deleted.`,
    why: `Nothing new can be made in a namespace that somebody has deleted.${asFarAsKnown(text)}`,
    next: [
      'Wait until the namespace is gone, and make it anew if it is still needed.',
      kubectl`get namespace ${namespace} -o yaml`,
    ],
  }),

  recovery: 'rule',
  sharedBy: (_, { namespace }) => thing('deletion of namespace', namespace),
})
