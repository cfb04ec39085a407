import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { type PodReading, readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { snapshotsOf } from '../pods.ts'

/** A text of the recording, and the other wording that another version or runtime writes in its place. */
export type Rewording = readonly [recorded: string | RegExp, other: string]

/** The snapshots of a recorded situation in the words of another version: texts are exchanged, nothing is invented. */
export async function rewordedSnapshots(
  situation: string,
  ...rewordings: Rewording[]
): Promise<PodSnapshot[]> {
  return exchange(await snapshotsOf(situation), rewordings)
}

export async function rewordedReadings(situation: string, ...rewordings: Rewording[]): Promise<PodReading[]> {
  return (await rewordedSnapshots(situation, ...rewordings)).map(readPod)
}

/** The diagnosis of the first pod of a recorded situation that has a verdict, in other words. */
export async function rewordedDiagnosis(situation: string, ...rewordings: Rewording[]): Promise<Diagnosis> {
  const diagnoses = (await rewordedReadings(situation, ...rewordings)).map(diagnose)
  return diagnoses.find(({ verdict }) => verdict !== null) ?? diagnoses[0]!
}

/** Exchanges texts in every string value, however deep. Fails where a recorded text is not there, since it would prove nothing. */
function exchange<T>(value: T, rewordings: readonly Rewording[]): T {
  const found = new Set<Rewording>()
  const exchanged = JSON.parse(JSON.stringify(value), (_key, item: unknown) => {
    if (typeof item !== 'string') return item
    return rewordings.reduce((text, rewording) => {
      const other = text.replaceAll(
        typeof rewording[0] === 'string' ? rewording[0] : new RegExp(rewording[0], 'g'),
        () => rewording[1],
      )
      if (other !== text) found.add(rewording)
      return other
    }, item)
  }) as T
  const missing = rewordings.find((rewording) => !found.has(rewording))
  if (missing !== undefined) throw new Error(`the recording does not say ${String(missing[0])}`)
  return exchanged
}
