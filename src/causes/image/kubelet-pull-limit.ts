import { pullFailures } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotPull, pullFacts } from '../words/pull.ts'

export const kubeletPullLimit = defineCause({
  id: 'kubelet-pull-limit',
  stage: 'image',
  title: 'The kubelet limits how many pulls it starts',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem === 'kubelet-limit')
        yield certain(failure.container.name, pullFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container, node, pod, namespace }) => ({
    what: `${cannotPull(facts, container)} has to wait: the kubelet of node \`${node}\` starts no more pulls at this rate (pull QPS exceeded).`,
    why: 'The kubelet limits by itself how many pulls it begins per second (`registryPullQPS`, 5 by default, with bursts of 10). Neither a runtime nor a registry was asked. Many pods that start on one node at once reach the limit; it passes within seconds, and the kubelet tries again.',
    next: [
      kubectl`get pod ${pod} -n ${namespace} -w`,
      'If it lasts, raise `registryPullQPS` and `registryBurst` in the configuration of the kubelet, or start fewer pods at once; `imagePullPolicy: IfNotPresent` saves pulls of images that are there already.',
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('pull limit of node', node),
})
