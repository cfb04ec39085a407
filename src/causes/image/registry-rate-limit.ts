import { pullFailures } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotPull, pullFacts, theRegistry } from '../words/pull.ts'

export const registryRateLimit = defineCause({
  id: 'registry-rate-limit',
  stage: 'image',
  title: 'The registry limits the rate of pulls',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem === 'rate-limit')
        yield certain(failure.container.name, pullFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container, pod, namespace }) => ({
    what: `${cannotPull(facts, container)} is not served now: ${theRegistry(facts)} answers that there were too many requests (429, rate limit).`,
    why: 'The limit counts pulls per account, or per address for pulls without a login, and passes after a while. The kubelet tries again by itself.',
    next: [
      'Pull with an account (`spec.imagePullSecrets`), or through a mirror or cache of your own.',
      kubectl`get pod ${pod} -n ${namespace} -w`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ registry }) => thing('rate limit of registry', registry),
})
