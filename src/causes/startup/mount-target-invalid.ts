import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

// runc `error mounting "SOURCE" to rootfs at "TARGET"`, before 1.0 `mounting "SOURCE" to rootfs "ROOT" at "ROOT/TARGET"`; crun
// "mount `SOURCE` to `TARGET`".
const target = /to rootfs(?: "[^"]*")? at "([^"]+)"|mount [`"]?\S+?[`"]? to [`"]?(\S+?)[`"]?: /
// Where runtimes and storage drivers have the container's file system on the node.
const root = /^\S*?\/(?:rootfs|merged|diff)(?=\/)/
// runc: the place that was really tried, inside the container's file system, when a link leads elsewhere.
const tried =
  /(?:cannot create subdirectories in|make mountpoint|mkdirat|mkdir|open|openat) "?(\/[^\s":]+)"?: /
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
      const path = (target.exec(message)?.slice(1).find(Boolean) ?? '').replace(root, '')
      const place = tried.exec(message)?.[1] ?? ''
      const through = root.test(place) ? place.replace(root, '') : ''
      const facts = {
        ...startFacts(failure),
        path,
        volume: volumeIn.exec(message)?.slice(1).find(Boolean) ?? '',
        through: through !== '' && !within(through, path) ? through : '',
        isTypeClash: /not a directory|vice-versa|is a directory/i.test(message),
        isReadOnly: /read-only file system/i.test(message),
        isDenied: /permission denied/i.test(message),
      }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: (
    { path, volume, through, isTypeClash, isReadOnly, isDenied, ...facts },
    { container, pod, namespace },
  ) => ({
    what: `${cannotStart(facts, container)}: ${volume === '' ? 'a mount of it cannot be made' : `volume \`${volume}\` cannot be mounted`} at${path === '' ? ' its path' : ` \`${path}\``}${through !== '' ? `, which leads to \`${through}\` through a link` : isTypeClash ? ' (not a directory)' : isReadOnly ? ' (read-only file system)' : isDenied ? ' (permission denied)' : ''}.`,
    why:
      through !== ''
        ? `In the image, a part of the path is a symbolic link. The runtime follows it to \`${through}\`, where another mount may already lie, and cannot make the mount there: it says "${facts.message}".`
        : isTypeClash
          ? 'A directory cannot be mounted onto a file, nor a file onto a directory: the image has the one at that path, and the volume brings the other.'
          : isReadOnly
            ? 'The path does not exist in the image, and the runtime cannot create it where another read-only mount lies.'
            : isDenied
              ? `The runtime may not open or create the path inside the container. A volume that is mounted above it can be one whose server or security label (SELinux) refuses even root. It says "${facts.message}".`
              : `The runtime says "${facts.message}".`,
    next: [
      through !== ''
        ? `Choose a \`mountPath\` that is no link in the image, or leave out the mount at \`${through}\` (see \`volumeMounts\` of \`${container}\`, also those that a webhook adds).`
        : isTypeClash
          ? `To put one file in place, mount it with \`subPath\` and the full path of the file as \`mountPath\`; check that the \`subPath\` exists in the volume.`
          : `Choose another \`mountPath\` for it in \`${container}\`, outside of other mounts.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..volumeMounts}'`,
    ],
  }),

  recovery: 'program',
  sharedBy: null,
})

/** Whether the place that was tried is the path itself, or lies above or below it. */
function within(place: string, path: string): boolean {
  return place === path || path.startsWith(`${place}/`) || place.startsWith(`${path}/`)
}
