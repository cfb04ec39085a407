import { pullFailures } from '../../signs/pulling.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { cannotPull, pullFacts } from '../words/pull.ts'

export const imagePullFailed = defineCause({
  id: 'image-pull-failed',
  stage: 'image',
  title: 'The image cannot be pulled, for a reason that is not known here',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod'],
  isGeneric: true,

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem !== 'other') continue
      const facts = { ...pullFacts(failure), message: failure.message.trim() }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ message, ...facts }, { container, pod, namespace }) => ({
    what: `${cannotPull(facts, container)} cannot be pulled.`,
    why:
      message === ''
        ? 'The pod only says that the pull is tried again; the event that held the error has expired or could not be read.'
        : `The runtime says "${message}".`,
    next: [
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod}`,
      `Try the pull on the node itself: \`crictl pull ${/^[\w./:@-]+$/.test(facts.image) ? facts.image : 'IMAGE'}\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ image }) => sharedImage(image),
})
