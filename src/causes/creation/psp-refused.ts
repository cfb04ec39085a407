import { fieldObjections } from '../../signs/field-objections.ts'
import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { sentences } from '../words/container.ts'
import { asFarAsKnown, firstObjections, noPodFor, objectionTexts, refusalMatch } from '../words/refusal.ts'

// Of the PodSecurityPolicy plugin: "unable to validate against any pod security policy: […]" up to 1.19, "PodSecurityPolicy: unable
// to admit pod: […]" to 1.24, and "no providers available to validate pod request" where none could be used.
const wording =
  /unable to validate against any pod security policy: ?(.*)$|PodSecurityPolicy: unable to admit pod: ?(.*)$|no providers available to validate pod request/s

export const pspRefused = defineCause({
  id: 'psp-refused',
  stage: 'creation',
  title: 'No pod security policy allows the pod',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, ([, list, newer]) => ({
      objections: objectionTexts(fieldObjections(list ?? newer ?? '')),
      account: pod.owners[0]?.serviceAccount ?? '',
    })),

  describe: ({ objections, account, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: no PodSecurityPolicy (PSP) that may be used allows it.`,
    why: sentences(
      objections.length > 0
        ? `What may be used objects to ${firstObjections(objections)}.`
        : 'The server names no policy that objects: neither the service account nor whoever makes the pod seems to have the right to `use` one.',
      asFarAsKnown(refused).trim(),
    ),
    next: [
      objections.length > 0
        ? 'Leave out what is objected to, or give the service account a role with the right to `use` a policy that allows it.'
        : 'Give the service account a role with the right to `use` a policy that allows the pod.',
      kubectl`auth can-i --list -n ${namespace} --as=system:serviceaccount:${namespace}:${account === '' ? 'default' : account}`,
      kubectl`get podsecuritypolicies`,
    ],
  }),

  recovery: 'rule',
  sharedBy: ({ account }, at) => thingOf(at, 'PSP of ServiceAccount', account),
})
