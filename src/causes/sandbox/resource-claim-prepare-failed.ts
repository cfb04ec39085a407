import { sandboxFailure } from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// `kubelet.go`: "Failed to prepare dynamic resources: …".
const prefix = /^Failed to prepare dynamic resources: /

export const resourceClaimPrepareFailed = defineCause({
  id: 'resource-claim-prepare-failed',
  stage: 'sandbox',
  title: 'The devices of a resource claim cannot be prepared on the node',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'claim') return
    const driver = /DRA driver (\S+)/i.exec(failure.message)?.[1]?.replace(/[:,]$/, '') ?? ''
    yield certain(null, { driver, message: failure.message.replace(prefix, '').trim() }, failure.evidence)
  },

  describe: ({ driver, message }, { pod, node, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: the devices of its resource claim cannot be prepared on node \`${node}\`${driver === '' ? '' : ` by driver \`${driver}\``}.`,
    why: `The kubelet says "${message}".`,
    next: [
      kubectl`get resourceclaims -n ${namespace}`,
      `Look at the pod of the device driver on node \`${node}\`, and at its log.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ driver }) => thing('DRA driver', driver),
})
