import { expectedNode } from '../../signs/autoscaling.ts'
import { unschedulable } from '../../signs/scheduling.ts'
import { listed } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { filterReason, noNodeTakesIt } from '../words/scheduler.ts'

export const nodeBeingAdded = defineCause({
  id: 'node-being-added',
  stage: 'scheduling',
  title: 'A node is being added for the pod',
  seenAs: ['Pending'],
  needs: ['pod', 'events'],
  outcome: 'waiting',
  normalFor: null,
  // Why the nodes that are there do not do, and why one more was asked for.
  explains: noNodeTakesIt,

  *match(pod) {
    const expected = expectedNode(pod)
    if (expected === null || !expected.isDue) return
    const { by, where, names, tries, at, event } = expected
    const failure = unschedulable(pod)
    yield certain(
      null,
      {
        by,
        where,
        names,
        tries,
        secondsAgo: at === null ? null : Math.max(0, Math.round((pod.takenAt - at) / 1000)),
        rejections: failure?.message.parts.map(filterReason) ?? [],
      },
      [event, ...(failure?.evidence ?? [])],
    )
  },

  describe: ({ by, where, tries, secondsAgo, rejections }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` waits for ${by === 'Karpenter' ? `the node that Karpenter has named for it${where === '' ? '' : `, ${where}`}` : `a new node: the cluster autoscaler scales up${where === '' ? '' : ` ${where}`}`}${secondsAgo === null ? '' : secondsAgo < 120 ? `, asked for ${secondsAgo} s ago` : `, asked for ${Math.round(secondsAgo / 60)} min ago`}.`,
    why: [
      rejections.length === 0 ? '' : `The nodes that are there do not take it: ${listed(rejections)}.`,
      tries > 1
        ? `Karpenter has named ${tries} nodes for it one after the other, so earlier ones did not come.`
        : '',
      'A machine usually takes a few minutes to start and to join.',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    next: [
      by === 'Karpenter' ? kubectl`get nodeclaims -o wide` : kubectl`get nodes`,
      by === 'Karpenter'
        ? 'If no node comes, look at the NodeClaim and its events, and at the log of Karpenter.'
        : 'If no node comes, look at ConfigMap `cluster-autoscaler-status` in `kube-system`, and at the quota and activity log of the node group in the cloud.',
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ names }) => thing('node that is being added', names),
})
