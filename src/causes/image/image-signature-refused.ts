import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { cannotPull, pullFacts } from '../words/pull.ts'

export const imageSignatureRefused = defineCause({
  id: 'image-signature-refused',
  stage: 'image',
  title: 'The signature policy of the node refuses the image',
  seenAs: ['SignatureValidationFailed', 'ErrImagePull', 'ImagePullBackOff', 'Init:SignatureValidationFailed'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem === 'signature')
        yield certain(failure.container.name, pullFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container, node }) => ({
    what: `${cannotPull(facts, container)} is refused by the signature policy of node \`${node}\`.`,
    why: 'The runtime requires a valid signature for images of this registry, and found none that it accepts.',
    next: [
      'Sign the image with a key that the policy knows, or correct the policy of the nodes (`/etc/containers/policy.json`).',
    ],
  }),

  recovery: 'image',
  sharedBy: ({ image }) => sharedImage(image),
})
