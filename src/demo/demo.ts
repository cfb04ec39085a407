import recorded from 'recorded:pods'
import { loadInputs } from '../cluster/saved/load-saved.ts'
import { selectSnapshots } from '../cluster/snapshot/select.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'

export interface Scenario {
  readonly name: string
  readonly about: string
}

/** The recorded situations that ship inside. */
export const scenarios: readonly Scenario[] = recorded

/** The snapshots of one scenario, read as a saved file would be; null when there is none of that name. */
export async function snapshotsOfScenario(name: string): Promise<PodSnapshot[] | null> {
  const scenario = recorded.find((candidate) => candidate.name === name)
  if (scenario === undefined) return null
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(scenario.objects)
  }
  // Written long ago: only the times inside say when it was recorded.
  const reading = await loadInputs([{ name, writtenAt: 0, open }], { now: null, clock: Date.now() })
  return selectSnapshots(reading, { names: [], namespace: null, selector: '' })
}
