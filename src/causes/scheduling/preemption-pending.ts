import { couldRead, type PodReading } from '../../pod/reading.ts'
import { type SchedulerMessage, unschedulable } from '../../signs/scheduling.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'

export const preemptionPending = defineCause({
  id: 'preemption-pending',
  stage: 'scheduling',
  title: 'The pod waits until pods of lower priority have made room',
  seenAs: ['Pending'],
  needs: ['pod', 'events'],
  outcome: 'waiting',
  normalFor: null,
  // What was short when the scheduler chose to make room.
  explains: [
    'host-port-taken',
    'insufficient-resources',
    'pod-affinity-unmatched',
    'pod-anti-affinity-conflict',
    'too-many-pods',
    'topology-spread-unmet',
    'unschedulable',
    'volume-in-use',
    'volume-limit',
  ],

  *match(pod) {
    const node = pod.nominatedNodeName
    const failure = unschedulable(pod)
    if (node.value === '' || failure === null || isStale(pod, node.value, failure.message)) return
    yield likely(null, { node: node.value }, [node, ...failure.evidence])
  },

  describe: ({ node }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` is meant for node \`${node}\`, and probably waits until pods of lower priority have ended there.`,
    why: 'Its status nominates this node although it has not been scheduled: so does the scheduler after it has told other pods to end, to make room for this one. They have their grace period. From 1.35 on it is also set by other components that expect the pod there, such as autoscalers.',
    next: [
      'Wait for the grace period of the pods that are being ended there; then the pod should be scheduled.',
      kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`,
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})

// `preemption.go`: after it has chosen victims, the scheduler says nothing of preemption, or that their end is awaited.
const awaitsVictims = /^$|terminating pod on the nominated node/

/** Whether the nomination says nothing any more: its node is gone, or the scheduler has found since that making room does not help. */
function isStale(pod: PodReading, node: string, { preemption }: SchedulerMessage): boolean {
  const isGone =
    couldRead(pod, 'nodes') && pod.nodes.length > 0 && pod.nodes.every(({ name }) => name !== node)
  return isGone || !awaitsVictims.test(preemption)
}
