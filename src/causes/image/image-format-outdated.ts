import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { cannotPull, imageField, pullFacts } from '../words/pull.ts'

export const imageFormatOutdated = defineCause({
  id: 'image-format-outdated',
  stage: 'image',
  title: 'The image has an old format that the runtime no longer reads',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem === 'format')
        yield certain(failure.container.name, pullFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container, node }) => ({
    what: `${cannotPull(facts, container)} cannot be pulled: it is stored in an old format (manifest schema 1) that the runtime of node \`${node}\` no longer reads.`,
    why: 'Images that were pushed before 2017, and not since, have that format. Docker 26 and containerd 2.0 refuse it.',
    next: [
      `Use a newer tag of the image in ${imageField(facts, container)}, or another image.`,
      'Or copy it in the current format into a registry of your own: pull it with an older Docker, then push it.',
    ],
  }),

  recovery: 'spec',
  sharedBy: ({ image }) => sharedImage(image),
})
