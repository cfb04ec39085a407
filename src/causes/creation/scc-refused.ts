import { fieldObjections } from '../../signs/field-objections.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { sentences } from '../words/container.ts'
import { asFarAsKnown, firstObjections, noPodFor, objectionTexts, refusalMatch } from '../words/refusal.ts'

// Of OpenShift's plugin, 3.x to 4.x. The list is empty where no constraint could be tried; newer servers also list those that the
// service account may not use.
const wording =
  /unable to validate against any security context constraint: ?(.*)$|no SecurityContextConstraints found/s
const tried = /provider "?([\w.-]+)"?: (?!Forbidden: not usable)/g
const notGranted = /provider "?([\w.-]+)"?: Forbidden: not usable by user or serviceaccount/g

export const sccRefused = defineCause({
  id: 'scc-refused',
  stage: 'creation',
  title: 'No security context constraint of OpenShift allows the pod',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, ([, list = '']) => ({
      tried: namesIn(list, tried),
      notGranted: namesIn(list, notGranted),
      objections: objectionTexts(fieldObjections(list)),
      account: pod.owners[0]?.serviceAccount ?? '',
    })),

  describe: (
    { tried: usable, notGranted: others, objections, account, ...refused },
    { owner, namespace },
  ) => ({
    what: `${noPodFor(owner, refused)}: no security context constraint (SCC) of OpenShift allows it.`,
    why: sentences(
      objections.length > 0
        ? `${usable.length > 0 ? `SCC ${names(usable)} may be used, and objects` : 'What may be used objects'} to ${firstObjections(objections)}.`
        : others.length > 0
          ? ''
          : 'The server lists no SCC that it could try: there seems to be none that the service account may use.',
      others.length === 0
        ? ''
        : `Not granted to the service account: ${others.length > 4 ? `${names(others.slice(0, 4))} and ${others.length - 4} more` : names(others)}.`,
      asFarAsKnown(refused).trim(),
    ),
    next: [
      objections.length > 0
        ? 'Leave out what is objected to (OpenShift itself gives each namespace its range of users and groups), or grant the service account an SCC that allows it.'
        : 'Grant the service account an SCC that allows what the pod asks for.',
      `\`oc adm policy add-scc-to-user SCC -z ${account === '' ? 'SERVICEACCOUNT' : account} -n ${namespace}\``,
      kubectl`get securitycontextconstraints`,
    ],
  }),

  recovery: 'rule',
  sharedBy: ({ account }, at) => thingOf(at, 'SCC of ServiceAccount', account),
})

function namesIn(list: string, wanted: RegExp): string[] {
  return [...new Set([...list.matchAll(wanted)].map(([, name = '']) => name))]
}
