import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

// runc `error mounting "SOURCE" to rootfs at "TARGET"`; crun "mount `SOURCE` to `TARGET`".
const target = /to rootfs at "([^"]+)"|mount [`"]?\S+?[`"]? to [`"]?(\S+?)[`"]?: /
// The kubelet's own path of a volume: …/volumes/kubernetes.io~configmap/NAME or …/volume-subpaths/NAME/CONTAINER/N.
const volumeIn = /\/volumes\/[^/]+\/([^/"`]+)|\/volume-subpaths\/([^/"`]+)/

export const mountTargetInvalid = defineCause({
  id: 'mount-target-invalid',
  stage: 'startup',
  title: 'A volume cannot be mounted at its path inside the container',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'mount') continue
      const { message } = failure
      const facts = {
        ...startFacts(failure),
        path: target.exec(message)?.slice(1).find(Boolean) ?? '',
        volume: volumeIn.exec(message)?.slice(1).find(Boolean) ?? '',
        isTypeClash: /not a directory|vice-versa|is a directory/i.test(message),
        isReadOnly: /read-only file system/i.test(message),
      }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ path, volume, isTypeClash, isReadOnly, ...facts }, { container, pod, namespace }) => ({
    what: `${cannotStart(facts, container)}: ${volume === '' ? 'a volume' : `volume \`${volume}\``} cannot be mounted at${path === '' ? ' its path' : ` \`${path}\``}${isTypeClash ? ' (not a directory)' : isReadOnly ? ' (read-only file system)' : ''}.`,
    why: isTypeClash
      ? 'A directory cannot be mounted onto a file, nor a file onto a directory: the image has the one at that path, and the volume brings the other.'
      : isReadOnly
        ? 'The path does not exist in the image, and the runtime cannot create it where another read-only mount lies.'
        : `The runtime says "${facts.message}".`,
    next: [
      isTypeClash
        ? `To put one file in place, mount it with \`subPath\` and the full path of the file as \`mountPath\`; check that the \`subPath\` exists in the volume.`
        : `Choose another \`mountPath\` for it in \`${container}\`, outside of other mounts.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..volumeMounts}'`,
    ],
  }),

  recovery: 'program',
  sharedBy: null,
})
