import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// Of the ServiceAccount plugin: "error looking up service account NS/NAME: serviceaccount \"NAME\" not found"; old ones "service account NS/NAME was not found".
const wording = /serviceaccount "([^"]+)" not found|service account \S+\/(\S+) was not found/

export const serviceAccountMissing = defineCause({
  id: 'service-account-missing',
  stage: 'creation',
  title: 'The service account of the pod does not exist',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) => refusalMatch(pod, wording, (match) => ({ account: match[1] ?? match[2] ?? '' })),

  describe: ({ account, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: its service account \`${account}\` does not exist in namespace \`${namespace}\`.`,
    why: `\`spec.serviceAccountName\` of the pod template names a ServiceAccount that is not there.${asFarAsKnown(refused)}`,
    next: [
      kubectl`create serviceaccount ${account} -n ${namespace}`,
      'Or correct `serviceAccountName` in the pod template. The controller tries again by itself, with growing pauses of up to 17 minutes.',
      kubectl`get serviceaccounts -n ${namespace}`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ account }, at) => thingOf(at, 'ServiceAccount', account),
})
