import { rejection } from '../../pod/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../defineCause.ts'

export const appArmorUnavailable = defineCause({
  id: 'app-armor-unavailable',
  stage: 'admission',
  title: 'The node cannot apply the AppArmor profile',
  seenAs: ['AppArmor'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || found.reason !== 'AppArmor') return
    yield certain(null, { problem: found.said.replace('Cannot enforce AppArmor: ', '') }, found.evidence)
  },

  tell: ({ problem }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: it cannot apply the AppArmor profile that the pod asks for.`,
    why: `The kubelet says: ${problem}. AppArmor is part of the node's kernel, and a profile has to be loaded there before a pod can use it. A refused pod is final.`,
    next: [
      'Load the profile on the nodes, or run the pod where AppArmor is on, or change the profile that it asks for.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.securityContext.appArmorProfile}{.spec.containers[*].securityContext.appArmorProfile}'`,
      kubectl`describe node ${node}`,
    ],
  }),
})
