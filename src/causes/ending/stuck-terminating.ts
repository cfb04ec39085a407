import { isPastDeadline, runningContainers } from '../../signs/removal.ts'
import { utcClock } from '../../words/clock.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { duration, timeFact } from '../words/container.ts'

// Unmounting volumes and taking down the network may take a while after the last container has ended.
const cleanUpTakesSeconds = 60

export const stuckTerminating = defineCause({
  id: 'stuck-terminating',
  stage: 'ending',
  title: 'The deleted pod does not go away, and nothing says why',
  seenAs: ['Terminating', 'Error', 'Completed', 'Pending', 'ContainerStatusUnknown', 'Init'],
  needs: ['pod', 'events', 'node'],
  explains: ['crash', 'probes'],

  *match(pod) {
    const { deletion } = pod
    if (deletion === null || !isPastDeadline(pod, cleanUpTakesSeconds)) return
    if (pod.finalizers.length > 0 || runningContainers(pod).length > 0) return
    const overdueSeconds = Math.round((pod.takenAt - deletion.deadline) / 1000)
    yield certain(null, { overdueSeconds, deadline: timeFact(deletion.deadline) }, [deletion, pod.phase])
  },

  describe: ({ overdueSeconds, deadline }, { node, pod, namespace }) => ({
    what: `The pod should have been gone ${duration(overdueSeconds)} ago${deadline === null ? '' : ` (${utcClock(deadline)})`}; no finalizer holds it and no container of it runs.`,
    why: `Only the kubelet of node \`${node}\` can finish the deletion. What keeps it is not known: volumes that do not unmount, a network that is not taken down, or a kubelet that does not run.`,
    next: [
      kubectl`describe node ${node}`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
