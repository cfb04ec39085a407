import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const appArmorUnavailable = defineCause({
  id: 'app-armor-unavailable',
  stage: 'admission',
  title: 'The node cannot apply the AppArmor profile',
  seenAs: ['AppArmor', 'Blocked'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    // Up to 1.30 the kubelet does not refuse the pod, but keeps it Pending, with its containers `Blocked`.
    const isBlocked = pod.phase.value === 'Pending' && pod.reason.value === 'AppArmor'
    const found = isBlocked ? null : rejection(pod)
    if (!isBlocked && found?.reason !== 'AppArmor') return
    const text = found?.message ?? pod.message.text
    yield certain(
      null,
      { problem: text.replace('Cannot enforce AppArmor: ', ''), isFinal: !isBlocked },
      found?.evidence ?? [pod.reason, pod.message],
    )
  },

  describe: ({ problem, isFinal }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` ${isFinal ? 'refused' : 'does not start'} pod \`${pod}\`: it cannot apply the AppArmor profile that the pod asks for.`,
    why: `The kubelet says: ${problem}. AppArmor is part of the node's kernel, and a profile has to be loaded there before a pod can use it.${isFinal ? ' A refused pod is final.' : ''}`,
    next: [
      'Load the profile on the nodes, or run the pod where AppArmor is on, or change the profile that it asks for.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.securityContext.appArmorProfile}{.spec.containers[*].securityContext.appArmorProfile}'`,
      kubectl`describe node ${node}`,
    ],
  }),

  recovery: 'replaced',
  sharedBy: ({ problem }) => thing('AppArmor', problem),
})
