import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// "failed quota: NAME: must specify limits.cpu for: app; …"; older versions end after the resources.
const wording = /failed quota: ([^\s:]+): must specify (.+)$/s

export const quotaAmountMissing = defineCause({
  id: 'quota-amount-missing',
  stage: 'creation',
  title: 'The pod lacks an amount that a quota counts',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) => refusalMatch(pod, wording, (match) => ({ quota: match[1] ?? '', missing: match[2] ?? '' })),

  describe: ({ quota, missing, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: quota \`${quota}\` demands amounts that the pod does not have: ${missing}.`,
    why: `A quota on requests or limits of a resource makes that amount compulsory for every container of the namespace.${asFarAsKnown(refused)}`,
    next: [
      'Write the amounts into `resources` of the containers, or give the namespace a LimitRange with defaults.',
      kubectl`describe resourcequota ${quota} -n ${namespace}`,
      kubectl`describe ${owner} -n ${namespace}`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ quota }, at) => thingOf(at, 'ResourceQuota', quota),
})
