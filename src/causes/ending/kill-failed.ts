import { lastEvent } from '../../pod/reading.ts'
import { isPastDeadline } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'

// An event repeats with each try; one that is older than this was overcome.
const recent = 10 * 60 * 1000

export const killFailed = defineCause({
  id: 'kill-failed',
  stage: 'ending',
  title: 'The kubelet cannot stop the pod',
  seenAs: ['Terminating', 'Error', 'Completed'],
  needs: ['pod', 'events'],
  explains: ['stuck-terminating', 'sigterm-ignored', 'pre-stop-hangs', 'crash', 'probes'],

  *match(pod) {
    if (pod.deletion === null) return
    const event = lastEvent(pod, 'FailedKillPod')
    const lastAt = event?.lastAt ?? null
    if (event === null || lastAt === null || lastAt < pod.deletion.requestedAt) return
    if (pod.takenAt - lastAt > recent) return
    const facts = { says: event.message, tries: event.count }
    yield (isPastDeadline(pod, 10) ? certain : likely)(null, facts, [pod.deletion, event])
  },

  describe: ({ says }, { node, pod, namespace }) => ({
    what: `The kubelet of node \`${node}\` fails to stop the pod: "${says}".`,
    why: 'It tries again and again; the pod stays Terminating until its containers, its sandbox and its network are gone. The reason lies on the node: its container runtime, its network plugin, or a process that cannot be killed.',
    next: [
      kubectl`describe node ${node}`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod},reason=FailedKillPod`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
