import { rejection } from '../../signs/rejection.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const attachmentLimit = defineCause({
  id: 'attachment-limit',
  stage: 'admission',
  title: 'The node has as many volumes attached as it can',
  seenAs: ['VolumeAttachmentLimitExceeded'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = rejection(pod)
    if (found === null || found.reason !== 'VolumeAttachmentLimitExceeded') return
    yield certain(
      null,
      {
        volumes: (/unmounted volumes=\[([^\]]*)\]/.exec(found.message)?.[1] ?? '')
          .split(' ')
          .filter((name) => name !== ''),
      },
      found.evidence,
    )
  },

  describe: ({ volumes }, { pod, node }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: it has as many volumes attached as it can${volumes.length > 0 ? `, so that ${names(volumes)} cannot be` : ''}.`,
    why: 'The storage driver says that the limit of this node is reached; the scheduler believed that there was room. A refused pod is final.',
    next: [
      'Make the pod anew if no controller does; if it comes to the same node, free attachments there or add a node.',
      kubectl`get volumeattachments`,
      kubectl`get csinode ${node} -o yaml`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('volumes of node', node),
})
