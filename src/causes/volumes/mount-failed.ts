import { isTimeout, mountFailures, mountSays, shareOf } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedVolume, theVolume, volumeFacts } from '../words/volume.ts'

// A kubelet whose cache lags behind succeeds within seconds; two minutes of it are a failure.
const lagLasts = 2 * 60 * 1000

// In the words of clouds and object stores, behind a driver's own.
const denied =
  /\bForbidden\b|Access ?Denied|not authorized to|UnauthorizedOperation|AuthorizationFailed|code = PermissionDenied/

export const mountFailed = defineCause({
  id: 'mount-failed',
  stage: 'volumes',
  title: 'A volume cannot be mounted',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],
  isGeneric: true,

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      const lags = failure.problem === 'cache-lag'
      if (lags ? failure.lasted < lagLasts : failure.problem !== 'other') continue
      const facts = {
        ...volumeFacts(failure),
        lags,
        timedOut: isTimeout(failure.message),
        // Only the summary of the kubelet, which says no more than that it has waited.
        isSummary: failure.step === '',
        isDenied: denied.test(failure.message),
        share: shareOf(failure),
        message: /\bOutput: /.test(failure.message) ? mountSays(failure.message) : failure.message,
      }
      yield certain(null, facts, failure.evidence)
    }
  },

  describe: (
    { lags, timedOut, isSummary, isDenied, share, message, ...facts },
    { pod, node, namespace },
  ) => ({
    what: `Pod \`${pod}\` cannot start: its ${theVolume(facts)} ${timedOut ? 'was not mounted in time' : 'cannot be mounted'} on node \`${node}\`${isDenied ? ': access to its storage is denied' : ''}.`,
    why: lags
      ? `The kubelet does not get the object from the API server, for minutes now; it says "${message}".`
      : `The kubelet says "${message}".${isSummary ? ' That is all: no event says what the volume itself lacks.' : ''}`,
    next: [
      ...(isDenied
        ? [
            'Give the identity that the storage driver uses (its IAM role, its service account, or the user in its Secret) the right to this volume.',
          ]
        : []),
      ...(share === ''
        ? []
        : [`Compare \`${share}\` and the mount options of the volume with what its server offers.`]),
      ...(isSummary ? [kubectl`get volumeattachments -o wide`] : []),
      kubectl`describe pod ${pod} -n ${namespace}`,
      facts.source.startsWith('claim')
        ? kubectl`get pvc -n ${namespace}`
        : `Compare volume \`${facts.volume}\` in \`spec.volumes\` with what exists in namespace \`${namespace}\` and on the node.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})
