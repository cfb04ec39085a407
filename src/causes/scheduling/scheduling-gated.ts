import { condition } from '../../pod/reading.ts'
import { waitsForNode } from '../../signs/scheduling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { names } from '../words/scheduler.ts'

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
    yield certain(null, { gates: pod.schedulingGates.map(({ value }) => value) }, [
      ...(scheduled?.reason === 'SchedulingGated' ? ([scheduled, first] as const) : ([first] as const)),
      ...others,
    ])
  },

  describe: ({ gates }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` waits for ${names(gates)} to be taken out of its \`spec.schedulingGates\`.`,
    why: 'The scheduler does not look at a pod before all its scheduling gates are gone. Whoever set a gate, usually a controller, has to remove it.',
    next: [
      `Look at the controller that owns ${names(gates)}: does it run, and what does it wait for?`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.schedulingGates}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ gates }) => thing('scheduling gate', gates),
})
