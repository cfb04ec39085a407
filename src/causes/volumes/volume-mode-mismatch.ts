import type { Claim } from '../../pod/cluster-objects.ts'
import type { PodReading } from '../../pod/reading.ts'
import { type MountFailure, mountFailures } from '../../signs/mounting.ts'
import { describeClaims } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

// `volume_manager.go`, 1.20 on; before, the summary of the sync is all that a kubelet writes.
const kubeletSays = /has volumeMode (\w+), but is specified in (\w+)/

export const volumeModeMismatch = defineCause({
  id: 'volume-mode-mismatch',
  stage: 'volumes',
  title: 'A volume is mounted in another mode than it has',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      const [, mode = '', used = ''] = kubeletSays.exec(failure.message) ?? []
      if (mode !== '') {
        yield certain(null, { ...volumeFacts(failure), claim: '', mode, used }, failure.evidence)
        continue
      }
      const found = failure.step === '' ? claimInOtherMode(pod, failure) : null
      if (found === null) continue
      const { claim, used: field } = found
      const facts = { ...volumeFacts(failure), claim: claim.name, mode: claim.volumeMode.value, used: field }
      const [event, ...rest] = failure.evidence
      yield certain(null, facts, [event, claim.volumeMode, ...rest])
    }
  },

  describe: ({ claim, mode, used, ...facts }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: its ${theVolume(facts)} has volume mode ${mode}, but its containers name it in \`${used}\`.`,
    why:
      mode === 'Block'
        ? 'A volume of mode Block is a raw device without a file system: containers take it with `volumeDevices`, and it cannot be mounted.'
        : 'A volume of mode Filesystem is a directory: containers mount it with `volumeMounts`, and it cannot be given to them as a device.',
    next: [
      mode === 'Block'
        ? 'Name the volume in `volumeDevices` with a `devicePath`, or make the claim anew with `volumeMode: Filesystem`.'
        : 'Name the volume in `volumeMounts` with a `mountPath`, or make the claim anew with `volumeMode: Block`.',
      describeClaims(claim === '' ? [] : [claim], namespace),
    ],
  }),

  recovery: 'spec',
  sharedBy: null,
})

/** The claim of this volume, if the containers use it in the other of the two modes only. */
function claimInOtherMode(pod: PodReading, { spec }: MountFailure): { claim: Claim; used: string } | null {
  const claim = pod.claims.find(({ name }) => name === spec?.refersTo)
  if (spec === null || claim === undefined) return null
  const mounts = pod.containers.some(({ volumeMounts }) => volumeMounts.includes(spec.name))
  const devices = pod.containers.some(({ volumeDevices }) => volumeDevices.includes(spec.name))
  if (claim.volumeMode.value === 'Block' && mounts && !devices) return { claim, used: 'volumeMounts' }
  return claim.volumeMode.value === 'Filesystem' && devices && !mounts
    ? { claim, used: 'volumeDevices' }
    : null
}
