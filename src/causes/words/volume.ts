// The facts and sentences that all volumes which cannot be mounted have in common.
import type { PodReading } from '../../pod/reading.ts'
import { type MountFailure, volumeSource } from '../../signs/mounting.ts'
import { type FoundAt, type Shared, sharedClaims, thing, thingOf } from '../shared.ts'

export interface VolumeFacts {
  readonly [fact: string]: string | number | boolean | null
  readonly volume: string
  /** What the volume stands for, such as "ConfigMap `nginx-conf`"; "" where it names no object. */
  readonly source: string
}

export function volumeFacts({ volume, spec }: MountFailure): VolumeFacts {
  return { volume, source: volumeSource(spec) }
}

/** The volume within a sentence: "volume `cfg` (ConfigMap `nginx-conf`)". */
export function theVolume({ volume, source }: VolumeFacts): string {
  return `volume${volume === '' ? '' : ` \`${volume}\``}${source === '' ? '' : ` (${source})`}`
}

/** Volumes of the pod by their names, as clauses like `theVolume`'s. */
export function volumesNamed({ volumes }: PodReading, names: readonly string[]): string[] {
  return names.map((volume) => {
    const spec = volumes.find(({ name }) => name === volume) ?? null
    return theVolume({ volume, source: volumeSource(spec) })
  })
}

/** What other pods with the same trouble mount, too, by a volume's `source`; null where it names nothing. */
export function sharedVolume(source: string, at: FoundAt): Shared | null {
  const [, kind = '', name = ''] = /^(.+) `(.+)`$/.exec(source) ?? []
  if (kind === 'claim') return sharedClaims(at, [name])
  if (kind === 'host path') return null
  return kind === 'Secret' || kind === 'ConfigMap' ? thingOf(at, kind, name) : thing(kind, name)
}
