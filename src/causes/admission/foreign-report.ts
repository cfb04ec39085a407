import { foreignStatus } from '../../signs/foreign-status.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { inOneLine } from '../words/refusal.ts'

// What a message may be about, and the step for it. The most precise come first; a message about none of these gets none.
const subjects: readonly (readonly [RegExp, string])[] = [
  [/\bquotas?\b/i, 'Ask for the quota that the message is about to be raised, or remove what uses it up.'],
  [
    /\b(?:unauthori[sz]ed|forbidden|permissions?|not authori[sz]ed|access denied|AuthorizationFailed)\b/i,
    'Check the rights of the identity that the message names or that the component works with.',
  ],
  // "request" and "limit" alone may be a call and its rate.
  [
    /\b(?:cpus?|memory|gpus?)\b/i,
    'Compare `resources.requests` and `resources.limits` of the containers with what the message says of them.',
  ],
  [
    /\b(?:image|registry)\b/i,
    'Check the name of the image, and the login to its registry that the component uses.',
  ],
  [/\bqueues?\b/i, 'Look at the queue that the message is about: its state, its limits and who may use it.'],
  [/\b(?:subnet|vnet|network|ip address)/i, 'Look at the network or subnet that the message is about.'],
]

/** The step for what a message is about; none where that is not known. */
function stepFor(says: string): string[] {
  const step = subjects.find(([subject]) => subject.test(says))?.[1]
  return step === undefined ? [] : [step]
}

export const foreignReport = defineCause({
  id: 'foreign-report',
  stage: 'admission',
  title: 'A component that is not part of Kubernetes says why the pod does not run',
  seenAs: [],
  needs: ['pod'],
  isGeneric: true,
  explains: ['scheduler-unknown'],

  *match(pod) {
    const found = foreignStatus(pod)
    if (found === null) return
    const { speaker, reason, says, evidence } = found
    const facts = {
      speaker,
      reason,
      says: inOneLine(says),
      scheduler: pod.schedulerName.value,
      isFailed: pod.phase.value === 'Failed',
    }
    yield certain(null, facts, evidence)
  },

  describe: ({ speaker, reason, says, scheduler, isFailed }, { pod, node, namespace }) => {
    const words = says === '' ? '' : `: ${says}`
    return {
      what:
        speaker === 'virtual-node'
          ? `Pod \`${pod}\` does not run: the provider behind virtual node \`${node}\` reports \`${reason}\`${words}.`
          : `Pod \`${pod}\` ${isFailed ? 'was given up' : 'does not run'}: its status says \`${reason}\`${words}.`,
      why:
        speaker === 'virtual-node'
          ? 'A virtual node has no kubelet and no machine of its own: a program hands each pod to another service, and this is the answer of that service.'
          : speaker === 'scheduler'
            ? `Kubernetes itself knows no such reason. The pod has no node, so its scheduler \`${scheduler}\`, or the operator behind it, has probably written this.`
            : 'Kubernetes itself knows no such reason: a controller of this cluster has written it, and what it means stands in the documentation of that controller.',
      next: [
        ...stepFor(says),
        speaker === 'virtual-node'
          ? `Look at the log of the virtual kubelet of \`${node}\` and at the service of its provider; then delete the pod, so that it is made again.`
          : speaker === 'scheduler'
            ? `Look at the log of scheduler \`${scheduler}\`, and at the queues, quotas and placement rules that it goes by.`
            : 'Find out which controller or operator looks after such pods, and look at its log.',
        ...(speaker === 'virtual-node' ? [kubectl`describe node ${node}`] : []),
        kubectl`get pod ${pod} -n ${namespace} -o yaml --show-managed-fields`,
      ],
    }
  },

  recovery: 'passes',
  sharedBy: ({ speaker, says }, { node }) =>
    speaker === 'virtual-node' ? thing('virtual node', `${node}: ${says}`) : null,
})
