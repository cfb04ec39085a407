import { lastEvent } from '../../pod/reading.ts'
import { type KillFailure, killFailure } from '../../signs/kill-failure.ts'
import { isPastDeadline } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { inOneLine } from '../words/refusal.ts'

// An event repeats with each try; one that is older than this was overcome.
const recent = 10 * 60 * 1000

const parts: Readonly<Record<KillFailure['part'], (name: string) => string>> = {
  container: (name) => `stop container \`${name}\``,
  network: (name) => `take down the pod's network${name === '' ? '' : ` (plugin \`${name}\`)`}`,
  sandbox: () => 'stop the sandbox of the pod',
  unknown: () => 'stop the pod',
}

const advice: Readonly<Record<KillFailure['part'], string>> = {
  container:
    'Look at the container runtime on the node, and for a process that cannot be killed, such as one that waits for a disk or a network file system.',
  network:
    'Look at the network plugin: its pods on that node, what they log, and whether its credentials and its binaries there are still good.',
  sandbox: 'Look at the container runtime on the node: whether it answers, and what it logs.',
  unknown: 'Look at the container runtime and the kubelet on the node, and at what they log.',
}

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
    const { part, name, says } = killFailure(event.message)
    const facts = { part, name, says: inOneLine(says), tries: event.count }
    yield (isPastDeadline(pod, 10) ? certain : likely)(null, facts, [pod.deletion, event])
  },

  describe: ({ part, name, says }, { node, pod, namespace }) => ({
    what: `The kubelet of node \`${node}\` fails to ${parts[part](name)}: "${says}".`,
    why: 'It tries again and again; the pod stays Terminating until its containers, its sandbox and its network are gone.',
    next: [
      advice[part],
      kubectl`describe node ${node}`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod},reason=FailedKillPod`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
