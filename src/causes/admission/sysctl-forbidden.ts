import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const sysctlForbidden = defineCause({
  id: 'sysctl-forbidden',
  stage: 'admission',
  title: 'The node does not allow a kernel setting of the pod',
  seenAs: ['SysctlForbidden'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || found.reason !== 'SysctlForbidden') return
    yield certain(
      null,
      {
        sysctl: /"([^"]+)"/.exec(found.message)?.[1] ?? '',
        hostNamespace: /not allowed with host/.test(found.message),
      },
      found.evidence,
    )
  },

  describe: ({ sysctl, hostNamespace }, { pod, node }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: it does not allow the sysctl${sysctl === '' ? '' : ` \`${sysctl}\``} of its \`spec.securityContext.sysctls\`.`,
    why: `${hostNamespace ? 'A pod that shares this namespace with the host must not change it.' : 'Only sysctls that are known as safe, or that the kubelet was told to allow, may be set.'} The scheduler does not check this, so that each new pod fails the same way. A refused pod is final.`,
    next: [
      `Remove the sysctl from \`spec.securityContext.sysctls\`, or allow it on the nodes with \`allowedUnsafeSysctls\` of the kubelet.`,
      kubectl`get --raw /api/v1/nodes/${node}/proxy/configz`,
    ],
  }),

  recovery: 'replaced',
  sharedBy: ({ sysctl, hostNamespace }) => (hostNamespace ? null : thing('sysctl', sysctl)),
})
