import { disruption } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const nodeShutdown = defineCause({
  id: 'node-shutdown',
  stage: 'ending',
  title: 'The node was shut down and stopped the pod',
  seenAs: ['Terminated', 'Shutdown', 'Error', 'Completed', 'ContainerStatusUnknown', 'OOMKilled'],
  needs: ['pod'],
  explains: ['crash', 'probes'],

  *match(pod) {
    // "Terminated" from 1.22 on, "Shutdown" before. Others may write these reasons too, so the message must say it.
    const isReason = ['Terminated', 'Shutdown'].includes(pod.reason.value)
    const target = disruption(pod, 'TerminationByKubelet')
    const seen = target !== null && /node shutdown/.test(target.message) ? [target] : []
    if (isReason && /node shutdown|Node is shutting/.test(pod.message.text)) {
      yield certain(null, { says: pod.message.text }, [pod.reason, pod.message, ...seen])
    } else if (seen[0] !== undefined) {
      yield certain(null, { says: seen[0].message }, [seen[0]])
    }
  },

  describe: ({ says }, { node, pod, namespace }) => ({
    what: `Node \`${node}\` was shut down, and its kubelet stopped the pod before.`,
    why: `It says: "${says}". A pod that was stopped so is not started again, not even when the node comes back; a controller makes another one.`,
    next: [
      kubectl`get node ${node}`,
      'If nothing needs the record of it any more:',
      kubectl`delete pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
