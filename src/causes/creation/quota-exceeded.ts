import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// `CheckRequest` of the quota admission plugin: "exceeded quota: NAME, requested: R=N,…, used: …, limited: …".
const wording =
  /exceeded quota: ([^\s,]+), requested: ([^\s,]+(?:,[^\s,]+)*), used: ([^\s,]+(?:,[^\s,]+)*), limited: ([^\s,]+(?:,[^\s,]+)*)/

export const quotaExceeded = defineCause({
  id: 'quota-exceeded',
  stage: 'creation',
  title: 'A quota of the namespace is used up',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, (match) => ({
      quota: match[1] ?? '',
      requested: match[2] ?? '',
      used: match[3] ?? '',
      limited: match[4] ?? '',
    })),

  describe: ({ quota, requested, used, limited, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: it would exceed quota \`${quota}\` of namespace \`${namespace}\`.`,
    why: `The ${refused.maker.startsWith('CronJob/') ? 'Job' : 'pod'} asks for ${requested}; ${used} is used, of ${limited} that the quota allows.${refused.hasOthers ? ' The pods that the workload has already, those of an older revision too, count as well.' : ''}${asFarAsKnown(refused)}`,
    next: [
      'Raise the quota, lower what the pod requests, or remove something else that counts. The controller tries again by itself, with growing pauses of up to 17 minutes.',
      kubectl`describe resourcequota ${quota} -n ${namespace}`,
      kubectl`describe ${owner} -n ${namespace}`,
    ],
  }),

  recovery: 'quota',
  sharedBy: ({ quota }, at) => thingOf(at, 'ResourceQuota', quota),
})
