import type { PodReading } from '../../pod/reading.ts'
import {
  fileSystemOf,
  isTimeout,
  type MountFailure,
  mountFailures,
  mountLogOf,
  mountSays,
  shareOf,
} from '../../signs/mounting.ts'
import { listed } from '../../words/names.ts'
import { type Command, kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedVolume, theVolume, volumeFacts, volumesNamed } from '../words/volume.ts'

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
        isSummary: isSummary(failure),
        others: isSummary(failure) ? otherVolumes(pod, failure) : [],
        mayAttach: mayAttach(pod, failure),
        isDenied: denied.test(failure.message),
        share: shareOf(failure),
        fileSystem: fileSystemOf(failure.message),
        log: mountLogOf(failure.message),
        message: /\bOutput: /.test(failure.message) ? mountSays(failure.message) : failure.message,
      }
      yield certain(null, facts, failure.evidence)
    }
  },

  describe: (
    { lags, timedOut, isSummary, others, mayAttach, isDenied, share, fileSystem, log, message, ...facts },
    { pod, node, namespace },
  ) => ({
    what: `Pod \`${pod}\` cannot start: its ${theVolume(facts)}${others.length === 0 ? '' : `, with ${listed(others)},`} ${outcome(timedOut, isSummary)} on node \`${node}\`${fileSystem === '' ? '' : ` (type \`${fileSystem}\`)`}${isDenied ? ': access to its storage is denied' : ''}.`,
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
      ...(log === '' ? [] : [`Read the log of the mount program on node \`${node}\`: \`${log}\`.`]),
      ...(isSummary && mayAttach ? [kubectl`get volumeattachments -o wide`] : []),
      kubectl`describe pod ${pod} -n ${namespace}`,
      lookAt(facts, namespace),
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ source }, at) => sharedVolume(source, at),
})

function isSummary({ step }: MountFailure): boolean {
  return step === ''
}

/** The other volumes that the summary waits for. */
function otherVolumes(pod: PodReading, { waitedFor, volume }: MountFailure): string[] {
  return volumesNamed(
    pod,
    waitedFor.filter((name) => name !== volume),
  )
}

// Only volumes of a driver with an attacher have a VolumeAttachment; those of a claim may be among them.
const attached = new Set([
  'persistentVolumeClaim',
  'ephemeral',
  'awsElasticBlockStore',
  'azureDisk',
  'cinder',
  'gcePersistentDisk',
  'portworxVolume',
  'vsphereVolume',
])

/** Whether one of the volumes is of a kind that may have to be attached to the node first. */
function mayAttach({ volumes }: PodReading, { waitedFor, volume }: MountFailure): boolean {
  return volumes.some(({ name, kind }) => (name === volume || waitedFor.includes(name)) && attached.has(kind))
}

function outcome(timedOut: boolean, isSummary: boolean): string {
  if (timedOut) return 'was not mounted in time'
  return isSummary ? 'is not mounted' : 'cannot be mounted'
}

/** What to compare the volume with: the object that it stands for, where it names one. */
function lookAt({ volume, source }: { volume: string; source: string }, namespace: string): Command | string {
  const [, kind = '', name = ''] = /^(\w+) `(.+)`$/.exec(source) ?? []
  if (kind === 'claim') return kubectl`get pvc -n ${namespace}`
  if (kind === 'Secret') return kubectl`describe secret ${name} -n ${namespace}`
  if (kind === 'ConfigMap') return kubectl`describe configmap ${name} -n ${namespace}`
  return `Compare volume \`${volume}\` in \`spec.volumes\` with what exists in namespace \`${namespace}\` and on the node.`
}
