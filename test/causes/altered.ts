import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { type PodReading, readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { snapshotsOf } from '../pods.ts'

/** A piece of the recorded JSON, and what another version, runtime or moment has in its place. */
export type Alteration = readonly [recorded: string | RegExp, other: string]

/**
 * The first pod of a recorded situation with pieces of its JSON exchanged: an exit code, a reason, a condition more. Fails
 * where a piece is not there, since that would prove nothing. `known` says what else was known, such as the exact time.
 */
export async function altered(
  situation: string,
  alterations: readonly Alteration[],
  known: Partial<Pick<PodSnapshot, 'takenAt' | 'takenAtIs' | 'events' | 'node' | 'gaps' | 'logs'>> = {},
): Promise<PodReading> {
  const [recorded] = await snapshotsOf(situation)
  const text = alterations.reduce((json, [piece, other]) => {
    const changed = json.replace(piece, () => other)
    if (changed === json) throw new Error(`the recording of ${situation} has no ${String(piece)}`)
    return changed
  }, JSON.stringify(recorded))
  return readPod({ ...(JSON.parse(text) as PodSnapshot), ...known })
}

export async function alteredDiagnosis(...given: Parameters<typeof altered>): Promise<Diagnosis> {
  return diagnose(await altered(...given))
}

/** One condition more at the head of the pod's list. */
export function withCondition(type: string, status: string, reason: string, message: string): Alteration {
  return ['"conditions":[', `"conditions":[${JSON.stringify({ type, status, reason, message })},`]
}
