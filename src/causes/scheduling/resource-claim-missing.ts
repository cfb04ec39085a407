import { condition, couldRead, hasEnded, isScheduled, lastEvent } from '../../pod/reading.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { thingOf } from '../shared.ts'

export const resourceClaimMissing = defineCause({
  id: 'resource-claim-missing',
  stage: 'scheduling',
  title: 'A resource claim that the pod names is probably not there',
  seenAs: ['Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    if (!pod.exists || isScheduled(pod) || hasEnded(pod) || pod.deletion !== null) return
    if (pod.resourceClaims.length === 0 || pod.schedulerName.value !== 'default-scheduler') return
    // The scheduler does not even try a pod whose claims do not exist: it leaves neither a condition nor an event of its own.
    if (condition(pod, 'PodScheduled') !== null || lastEvent(pod, 'FailedScheduling') !== null) return
    const [first, ...others] = pod.resourceClaims
    if (first === undefined) return
    const notMade = lastEvent(pod, 'FailedResourceClaimCreation')
    yield likely(
      null,
      {
        claims: pod.resourceClaims.map(({ value }) => value),
        ofTemplate: first.path.endsWith('TemplateName'),
        eventsRead: couldRead(pod, 'events'),
      },
      notMade === null ? [first, ...others] : [notMade, first, ...others],
    )
  },

  describe: ({ claims, ofTemplate }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` is not scheduled, probably because ${ofTemplate ? 'no ResourceClaim could be made from template' : 'there is no ResourceClaim'} ${names(claims)}.`,
    why: 'The scheduler does not try a pod whose resource claims do not exist, and says nothing of it: the pod has no condition `PodScheduled` and no event of the scheduler. We infer it from that silence.',
    next: [
      kubectl`get resourceclaims,resourceclaimtemplates -n ${namespace}`,
      `Create ${names(claims)}, or correct \`spec.resourceClaims\` in the pod template.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ claims, ofTemplate }, at) => (ofTemplate ? null : thingOf(at, 'ResourceClaim', claims)),
})
