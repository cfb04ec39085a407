import type { Item } from '../../pod/item.ts'
import { lastEvent } from '../../pod/reading.ts'
import { disruption } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sentences } from '../words/container.ts'

export const preempted = defineCause({
  id: 'preempted',
  stage: 'ending',
  title: 'The pod had to make room for a more important one',
  seenAs: ['Preempting', 'Terminating', 'Error', 'Completed'],
  needs: ['pod'],
  explains: ['crash', 'probes'],

  *match(pod) {
    // PreemptionByKubeScheduler is the reason of 1.25 and 1.26.
    const target = disruption(pod, 'PreemptionByScheduler', 'PreemptionByKubeScheduler')
    const event = lastEvent(pod, 'Preempted')
    const byKubelet = disruption(pod, 'TerminationByKubelet')
    const preemptor = preemptorIn(event?.message ?? '')
    const facts = (by: 'scheduler' | 'kubelet', says: string) => ({
      by,
      says,
      ...preemptor,
      priority: pod.priorityClassName.value,
    })
    const seen: Item[] = event === null ? [] : [event]
    if (target !== null) {
      yield certain(null, facts('scheduler', target.message), [target, ...seen])
    } else if (pod.reason.value === 'Preempting') {
      yield certain(null, facts('kubelet', pod.message.text), [pod.reason, pod.message])
    } else if (byKubelet !== null && /preempted/i.test(byKubelet.message)) {
      yield certain(null, facts('kubelet', byKubelet.message), [byKubelet])
    } else if (event !== null && pod.deletion !== null) {
      yield likely(null, facts('scheduler', event.message), [event, pod.deletion])
    }
  },

  describe: ({ by, says, preemptor, preemptorUid, priority }, { node, pod, namespace }) => ({
    what:
      by === 'scheduler'
        ? `The scheduler preempted the pod: it is removed from node \`${node}\` to make room for ${preemptor === '' ? 'a pod of higher priority' : `pod \`${preemptor}\`, which has a higher priority`}.`
        : `The kubelet of node \`${node}\` preempted the pod to make room for a critical one.`,
    why: sentences(
      says === '' ? '' : `It says: "${says}".`,
      priority === ''
        ? 'The pod has no priority class, so any pod of a higher priority can displace it when a node is full.'
        : `Its priority class is \`${priority}\`.`,
    ),
    next: [
      ...(preemptorUid === ''
        ? []
        : [
            'To see for which pod it had to go:',
            kubectl`get pods -A -o jsonpath='{range .items[?(@.metadata.uid=="${preemptorUid}")]}{.metadata.namespace}/{.metadata.name}{end}'`,
          ]),
      'Give the workload a higher `priorityClassName`, or the cluster more room.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.priority}'`,
      kubectl`get priorityclasses`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})

// "Preempted by NAMESPACE/NAME on node NODE"; from 1.28 on "Preempted by pod UID on node NODE", so that names stay private.
function preemptorIn(message: string): { preemptor: string; preemptorUid: string } {
  const [, uid = '', name = ''] =
    /^Preempted by (?:a? ?pod ([0-9a-f-]{36})|(\S+\/\S+)) on node/.exec(message) ?? []
  return { preemptor: name, preemptorUid: uid }
}
