import { condition } from '../../pod/reading.ts'
import { waitsForNode } from '../../signs/scheduling.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// Kueue's `kueue.x-k8s.io/admission` and `kueue.x-k8s.io/topology`.
const ofKueue = /^kueue\.x-k8s\.io\//

export const schedulingGated = defineCause({
  id: 'scheduling-gated',
  stage: 'scheduling',
  title: 'A scheduling gate holds the pod back',
  seenAs: ['SchedulingGated', 'Pending'],
  needs: ['pod'],
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    const [first, ...others] = pod.schedulingGates
    if (first === undefined || !waitsForNode(pod)) return
    const scheduled = condition(pod, 'PodScheduled')
    const gates = pod.schedulingGates.map(({ value }) => value)
    yield certain(null, { gates, ofKueue: gates.some((gate) => ofKueue.test(gate)) }, [
      ...(scheduled?.reason === 'SchedulingGated' ? ([scheduled, first] as const) : ([first] as const)),
      ...others,
    ])
  },

  describe: ({ gates, ofKueue: queued }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` waits for ${names(gates)} to be taken out of its \`spec.schedulingGates\`.`,
    why: 'The scheduler does not look at a pod before all its scheduling gates are gone. Whoever set a gate, usually a controller, has to remove it.',
    next: [
      ...(queued
        ? [
            'Kueue takes its gates out when the quota of its queue has room: look at the Workload of the pod and at its ClusterQueue.',
            kubectl`get workloads,localqueues -n ${namespace}`,
          ]
        : []),
      `Look at the controller that owns ${names(gates)}: does it run, and what does it wait for?`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.schedulingGates}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ gates }) => thing('scheduling gate', gates),
})
