import { fieldObjections } from '../../signs/field-objections.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { asFarAsKnown, firstObjections, noPodFor, refusalMatch } from '../words/refusal.ts'

// `NewInvalid`: "Pod NAME is invalid: FIELD: …", with the faults in brackets where there are several.
const wording = /Pod "[^"]*" is invalid: (.+)$/s

export const creationInvalid = defineCause({
  id: 'creation-invalid',
  stage: 'creation',
  title: 'The pod template makes an invalid pod',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, (match) => {
      const fields = (match[1] ?? '').matchAll(/(?:^|[[ ])((?:spec|metadata)[.\w[\]-]*): /g)
      return {
        fields: [...fields].map(([, path]) => path ?? ''),
        // A value may be one of env or args: what is wrong with it is told, and not the value.
        objections: fieldObjections(match[1] ?? '').map(({ field, says }) => `\`${field}\`: ${says}`),
      }
    }),

  describe: ({ fields, objections, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: a pod made from its template is invalid${fields.length > 0 ? ` in ${names(fields)}` : ''}.`,
    why: `${objections.length === 0 ? '' : `It says of ${firstObjections(objections)}. `}The API server checks each pod in full, and some faults of a template show only then.${asFarAsKnown(refused)}`,
    next: [
      'Correct the fields in the pod template that the message names.',
      kubectl`get ${owner} -n ${namespace} -o yaml`,
    ],
  }),

  recovery: 'spec',
  sharedBy: null,
})
