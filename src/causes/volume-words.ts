// The facts and sentences that all volumes which cannot be mounted have in common.
import { type MountFailure, volumeSource } from '../pod/mounting.ts'

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
