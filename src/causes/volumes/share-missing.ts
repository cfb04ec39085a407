import { mountFailures, mountSays, serverOf, shareOf } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

export const shareMissing = defineCause({
  id: 'share-missing',
  stage: 'volumes',
  title: 'The file server has no such share',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'share-missing') continue
      const share = shareOf(failure)
      yield certain(
        null,
        { ...volumeFacts(failure), share, server: serverOf(share), says: mountSays(failure.message) },
        failure.evidence,
      )
    }
  },

  describe: ({ share, server, says, ...facts }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: ${server === '' ? 'the file server' : `file server \`${server}\``} has no ${share === '' ? 'such share' : `\`${share}\``} for its ${theVolume({ ...facts, source: '' })}.`,
    why: `The mount program says "${says}". The server was reached, and does not have this path or share.`,
    next: [
      'Create the directory or share on the server, or correct the path in the volume.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.volumes}'`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ share }) => thing('share', share),
})
