import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { sentences } from '../words/container.ts'
import { cannotPull, pullFacts, theRegistry } from '../words/pull.ts'

// containerd "unexpected commit digest X, expected Y", "failed size validation: A != B"; containers/image "Digest did not match,
// expected X, got Y".
const digests = /unexpected commit digest (\S+), expected (\S+?):? |did not match, expected (\S+), got (\S+)/
const sizes = /failed size validation: (\d+) != (\d+)/
// The digest of no bytes at all.
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export const imageContentMismatch = defineCause({
  id: 'image-content-mismatch',
  stage: 'image',
  title: 'The image that arrives is not what its digest announces',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem !== 'content') continue
      const [, got = '', , , late = ''] = digests.exec(failure.message) ?? []
      const [, received = '', expected = ''] = sizes.exec(failure.message) ?? []
      const facts = {
        ...pullFacts(failure),
        part: /manifest/i.test(failure.message) && !/layer/i.test(failure.message) ? 'manifest' : 'layer',
        receivedBytes: received === '' ? null : Number(received),
        expectedBytes: expected === '' ? null : Number(expected),
        isEmpty: (got + late).includes(nothing),
      }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ part, receivedBytes, expectedBytes, isEmpty, ...facts }, { container }) => ({
    what: `${cannotPull(facts, container)} cannot be used: a downloaded ${part} does not match its digest${receivedBytes === null ? '' : ` (size ${receivedBytes} bytes of ${expectedBytes})`}.`,
    why: sentences(
      isEmpty
        ? 'What arrived was empty.'
        : receivedBytes === null
          ? 'What arrived is not what the image announces, so that the runtime threw it away.'
          : 'The download is incomplete or was altered, so that the runtime threw it away.',
      `Either ${theRegistry(facts)} holds a damaged ${part}, or a mirror, cache or proxy between it and the node changed or cut it, or an earlier download on the node was left incomplete. The error does not say which.`,
    ),
    next: [
      'Pull the same image on another node or past the mirror or proxy: if that works, clear the cache there or the content on this node (containerd: `ctr -n k8s.io content ls`, and remove the unfinished ingest); if it fails too, push the image again.',
      `Try the pull on the node itself: \`crictl pull ${/^[\w./:@-]+$/.test(facts.image) ? facts.image : 'IMAGE'}\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ image }) => sharedImage(image),
})
