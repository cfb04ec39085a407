import { expectedNode, refusedScaleUp } from '../../signs/autoscaling.ts'
import { unschedulable } from '../../signs/scheduling.ts'
import { listed } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { filterReason, noNodeTakesIt } from '../words/scheduler.ts'

interface NodeNotAdded {
  readonly [fact: string]: string | number | boolean | null | readonly string[]
  readonly by: string
  /** What the autoscaler said of its failure; "" where it said nothing and no node has come. */
  readonly message: string
  readonly where: string
  readonly names: readonly string[]
  readonly tries: number
  /** Since it asked for the node. */
  readonly minutes: number | null
  readonly rejections: readonly string[]
}

export const nodeNotAdded = defineCause({
  id: 'node-not-added',
  stage: 'scheduling',
  title: 'An autoscaler could not add a node for the pod',
  seenAs: ['Pending'],
  needs: ['pod', 'events'],
  // The nodes that are there do not take the pod: that is why one more was asked for.
  explains: noNodeTakesIt,

  *match(pod) {
    const failure = unschedulable(pod)
    const rejections = failure?.message.parts.map(filterReason) ?? []
    const evidence = failure?.evidence ?? []
    const refused = refusedScaleUp(pod)
    if (refused?.hasFailed === true) {
      const { by, message, event } = refused
      const facts: NodeNotAdded = { by, message, where: '', names: [], tries: 0, minutes: null, rejections }
      yield certain(null, facts, [event, ...evidence])
      return
    }
    const expected = expectedNode(pod)
    if (expected === null || expected.isDue || expected.hasCome || refused !== null) return
    const { by, where, names, tries, at, event } = expected
    const minutes = at === null ? null : Math.round((pod.takenAt - at) / 60_000)
    const facts: NodeNotAdded = { by, message: '', where, names, tries, minutes, rejections }
    yield likely(null, facts, [event, ...evidence])
  },

  describe: ({ by, message, where, tries, minutes, rejections }, { pod }) => ({
    what:
      message === ''
        ? `Pod \`${pod}\` gets no node: ${by === 'Karpenter' ? `Karpenter named ${where} for it` : `the cluster autoscaler was to scale up ${where}`}${minutes === null ? '' : ` ${minutes} min ago`}, and that node has probably not come.`
        : `Pod \`${pod}\` gets no node: none that is there takes it, and the cluster autoscaler could not add one, since its last scale-up failed.`,
    why: [
      message === ''
        ? ''
        : `The cluster autoscaler says "${message}". After a failure it backs off for some minutes before it tries that node group again.`,
      tries > 1 ? `Karpenter has named ${tries} different nodes for it, one after the other.` : '',
      rejections.length === 0
        ? ''
        : `Of the nodes that are there, the scheduler says: ${listed(rejections)}.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    next:
      by === 'Karpenter'
        ? [
            kubectl`get nodeclaims -o wide`,
            'Look at the events of the NodeClaims: did the cloud refuse the machine, or did it start and not join? The log of Karpenter says more.',
          ]
        : [
            'Find out why the scale-up failed: a quota or missing capacity of the cloud, or machines of the node group that start and do not join.',
            kubectl`get configmap cluster-autoscaler-status -n kube-system -o yaml`,
          ],
  }),

  recovery: 'passes',
  sharedBy: ({ names }) => thing('node that is being added', names),
})
