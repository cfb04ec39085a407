import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const admissionRejected = defineCause({
  id: 'admission-rejected',
  stage: 'admission',
  title: 'The node refused the pod',
  seenAs: ['UnexpectedAdmissionError', 'EmptyPodSharedPoolError', 'InvalidNodeInfo', 'UnknownReason'],
  needs: ['pod'],
  isGeneric: true,

  *match(pod) {
    const found = rejection(pod)
    if (found === null) return
    yield certain(null, { reason: found.reason, message: found.message.replace(/\.$/, '') }, found.evidence)
  },

  describe: ({ reason, message }, { pod, node, namespace }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\` with reason \`${reason}\`.`,
    why: `The kubelet says: ${message}. A refused pod is final: it is never tried again, but a controller makes another.`,
    next: [kubectl`describe node ${node}`, kubectl`describe pod ${pod} -n ${namespace}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
