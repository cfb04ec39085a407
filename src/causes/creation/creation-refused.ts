import { refusals } from '../../signs/creation.ts'
import { type RefusalKind, refusalKind } from '../../signs/refusal-kind.ts'
import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { asFarAsKnown, matchOf, noPodFor } from '../words/refusal.ts'

const kinds: Readonly<Record<RefusalKind, string>> = {
  'store-full': 'the database of the cluster (etcd) has no room left',
  'store-slow': 'the database of the cluster (etcd) did not take it',
  'server-slow': 'the API server did not get it done in time',
  'no-token': 'its service account has no token yet',
  'node-selector': 'its node selector contradicts the one that the namespace prescribes',
  tolerations: 'it tolerates something that the namespace does not allow',
  'image-policy': 'an image policy denied one of its images',
  'no-right': 'its controller has no right to make it',
  'quota-unknown': 'the API server could not count what a quota of the namespace has left',
  'bad-patch': 'an admission webhook answered with a change that cannot be made',
  other: 'the API server refused to create it',
}

const advice: Readonly<Partial<Record<RefusalKind, string>>> = {
  'store-full':
    'Compact and defragment etcd, or raise its quota, and clear the alarm; until then nothing can be written.',
  'store-slow': 'Look at etcd: its disks, its leader and its load. The controller tries again by itself.',
  'server-slow':
    'Look at the load of the API server, and at admission webhooks that answer slowly. The controller tries again by itself.',
  'no-token': 'Look at the controller manager, which makes the tokens, and at the ServiceAccount.',
  'node-selector':
    'Compare `nodeSelector` of the pod template with the annotation `scheduler.alpha.kubernetes.io/node-selector` of the namespace.',
  tolerations:
    'Compare the tolerations of the pod template with the annotation `scheduler.alpha.kubernetes.io/tolerationsWhitelist` of the namespace.',
  'image-policy': 'Use images that the policy allows, or ask those who run it.',
  'no-right': 'Give the account of the controller a role with the right that the message names.',
  'quota-unknown':
    'Wait a moment: the controller tries again. If it stays so, look at the controller manager, which counts.',
  'bad-patch': 'Look at the mutating webhooks, what they change, and whether their versions fit the cluster.',
}

export const creationRefused = defineCause({
  id: 'creation-refused',
  stage: 'creation',
  title: 'The API server refuses to create the pod',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  isGeneric: true,

  *match(pod) {
    const [refusal] = refusals(pod)
    if (refusal === undefined) return
    const { message } = refusal
    yield matchOf(refusal, { message, kind: refusalKind(message) })
  },

  describe: ({ message, kind, ...who }, { owner, namespace }) => ({
    what: `${noPodFor(owner, who)}: ${kinds[kind]}.`,
    why: `The server answered: ${message.replace(/\.$/, '')}.${asFarAsKnown(who)}`,
    next: [
      ...(advice[kind] === undefined ? [] : [advice[kind]]),
      kubectl`describe ${owner} -n ${namespace}`,
      kubectl`get events -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
