import { heldBackBy } from '../../signs/obstacle.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'

// Coscheduling "PodGroup ns/g gets rejected", Koordinator "Gang "ns/g" gets rejected", "gangName: ns/g".
const groupIn = /(?:PodGroup|[Gg]ang(?:Name:)?) "?([a-z0-9][\w.-]*\/[\w.-]+)"?/
// Volcano `JobInfo.FitError`: "pod group is not ready, 3 Pending, 3 minAvailable; Pending: 3 Unschedulable".
const counts = /(\d+) Pending(?:, \d+ \w+)*, (\d+) minAvailable/

export const gangIncomplete = defineCause({
  id: 'gang-incomplete',
  stage: 'scheduling',
  title: 'The pod waits for the rest of its group',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'gang')
    if (obstacle === null) return
    const message = obstacle.reasons.join(', ')
    const [, pending = '', least = ''] = counts.exec(message) ?? []
    yield (obstacle.sure ? certain : likely)(
      null,
      {
        scheduler: pod.schedulerName.value,
        group: groupIn.exec(message)?.[1] ?? '',
        pending,
        least,
        message,
      },
      obstacle.evidence,
    )
  },

  describe: ({ scheduler, group, pending, least, message }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: scheduler \`${scheduler}\` places the pods of its pod group${group === '' ? '' : ` \`${group}\``} all together (as a gang), and not enough of them fit yet.`,
    why: `It says "${message}".${least === '' ? '' : ` At least ${least} pods have to fit at the same time; ${pending} ${pending === '1' ? 'waits' : 'wait'}.`} What the nodes or the queue lack for the group, this text does not say.`,
    next: [
      'Look at the pod group and its events: how many members it needs, how many exist, and what keeps them out. Then at the capacity of its queue.',
      kubectl`get podgroups -n ${namespace}`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ group }) => (group === '' ? null : { kind: 'pod group', name: group }),
})
