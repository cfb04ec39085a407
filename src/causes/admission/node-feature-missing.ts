import { rejection } from '../../signs/rejection.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

const features = new Map([
  ['PodFeatureUnsupported', 'a feature that the pod uses'],
  ['PodLevelResourcesNotSupported', '`spec.resources` of a whole pod'],
  ['SupplementalGroupsPolicyNotSupported', '`supplementalGroupsPolicy: Strict`'],
  ['InitContainerRestartPolicyForbidden', 'init containers that keep running (`restartPolicy: Always`)'],
])

export const nodeFeatureMissing = defineCause({
  id: 'node-feature-missing',
  stage: 'admission',
  title: 'The node lacks a feature that the pod needs',
  seenAs: [
    'PodFeatureUnsupported',
    'PodLevelResourcesNotSupported',
    'SupplementalGroupsPolicyNotSupported',
    'InitContainerRestartPolicyForbidden',
  ],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || !features.has(found.reason)) return
    yield certain(null, { reason: found.reason, problem: found.message.replace(/\.$/, '') }, found.evidence)
  },

  describe: ({ reason, problem }, { pod, node }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: it does not support ${features.get(reason) ?? 'a feature that the pod uses'}.`,
    why: `The kubelet says: ${problem}. Most likely it is older than the API server, or the feature is off there or in its runtime. A refused pod is final.`,
    next: [
      'Run the pod on nodes that support it, upgrade the node, or leave the feature out of the pod template.',
      kubectl`get nodes -o wide`,
      kubectl`describe node ${node}`,
    ],
  }),

  recovery: 'replaced',
  sharedBy: ({ reason }, { node }) => thing('feature of node', node === '' ? '' : `${node}: ${reason}`),
})
