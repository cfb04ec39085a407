import { pullFailures } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { cannotPull, imageField, pullFacts } from '../words/pull.ts'

export const imageTagMissing = defineCause({
  id: 'image-tag-missing',
  stage: 'image',
  title: 'The registry has no such image or tag',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem === 'not-found')
        yield certain(failure.container.name, pullFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container, pod, namespace }) => ({
    what: `${cannotPull(facts, container)} does not exist in its registry (not found).`,
    why: `The registry \`${facts.registry}\` answered, and knows no such repository or tag. Waiting will not help unless somebody pushes it.`,
    next: [
      `Compare \`${facts.image}\` with the tags that exist in the registry, then correct ${imageField(facts, container)}.`,
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'image',
  sharedBy: ({ image }) => sharedImage(image),
})
