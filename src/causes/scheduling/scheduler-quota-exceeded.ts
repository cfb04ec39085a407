import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thingOf } from '../shared.ts'

// Koordinator: "quotaName: q, … exceedDimensions: [cpu]", in some versions "Insufficient quotas [[cpu]]"; CapacityScheduling: "ElasticQuota q is more than Max".
const quotaName = /quotaName: ([^,\s]+)|ElasticQuota (?!used )(\S+) is more/
const dimensions = /exceedDimensions: \[([^\]]*)\]|quotas \[+([^\]]*)\]/

export const schedulerQuotaExceeded = defineCause({
  id: 'scheduler-quota-exceeded',
  stage: 'scheduling',
  title: 'A quota of the scheduler is used up',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'quota')
    if (obstacle === null) return
    const message = obstacle.reasons.join(', ')
    const resources =
      dimensions
        .exec(message)
        ?.slice(1)
        .find(Boolean)
        ?.split(/[\s,]+/) ?? []
    yield (obstacle.sure ? certain : likely)(
      null,
      {
        scheduler: pod.schedulerName.value,
        quota: quotaName.exec(message)?.slice(1).find(Boolean) ?? '',
        resources: resources.filter((resource) => resource !== ''),
        message,
      },
      obstacle.evidence,
    )
  },

  describe: ({ scheduler, quota, resources, message }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: quota${quota === '' ? '' : ` \`${quota}\``} of scheduler \`${scheduler}\` does not allow what it requests${resources.length > 0 ? ` of ${names(resources)}` : ''}.`,
    why: `The scheduler says "${message}". Nodes may have room: it is the quota that is used up.`,
    next: [
      `Raise the quota${quota === '' ? '' : ` \`${quota}\``}, end pods that count against it, or lower the requests.`,
      kubectl`get elasticquotas -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ quota }, at) => thingOf(at, 'ElasticQuota', quota),
})
