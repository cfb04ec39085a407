// The recorded pods: each folder of test/pods is one situation on a real cluster.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadInputs } from '../src/cluster/saved/load-saved.ts'
import { selectSnapshots } from '../src/cluster/snapshot/select.ts'
import { type PodReading, readPod } from '../src/pod/reading.ts'
import type { PodSnapshot } from '../src/pod/snapshot.ts'

export const podsFolder = fileURLToPath(new URL('pods', import.meta.url))

/** Names of all recorded situations. */
export const situations = readdirSync(podsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** What a right verdict must name, written by who made the situation. */
export interface Truth {
  readonly statuses: readonly string[]
  readonly healthy: boolean
  /** The container to blame; null: none in particular. */
  readonly container: string | null
  /** Regular expressions, without case: the verdict with its evidence matches all. */
  readonly names: readonly string[]
  readonly not_names: readonly string[]
  /** When it was recorded, where that was written down. */
  readonly taken_at?: string
}

export function truthOf(situation: string): Truth {
  return JSON.parse(readFileSync(join(podsFolder, situation, 'truth.json'), 'utf8')) as Truth
}

/**
 * The snapshots of a situation: its pods, and the workloads that have none. Recorded logs are joined. Without `now`
 * (milliseconds) it is read as an old file, of which only the times inside say when it was saved.
 */
export async function snapshotsOf(situation: string, now: number | null = null): Promise<PodSnapshot[]> {
  const path = join(podsFolder, situation, 'objects.json')
  const input = { name: path, writtenAt: 0, open: () => bytes(path) }
  const reading = await loadInputs(
    [input],
    { now, clock: Date.parse('2100-01-01T00:00:00Z') },
    logsOf(situation),
  )
  return selectSnapshots(reading, { names: [], namespace: null, selector: '' })
}

export async function readingsOf(situation: string, now: number | null = null): Promise<PodReading[]> {
  return (await snapshotsOf(situation, now)).map(readPod)
}

async function* bytes(path: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(path)
}

/** Recorded log files are called POD.CONTAINER.log and POD.CONTAINER.previous.log. */
function logsOf(situation: string) {
  const folder = join(podsFolder, situation, 'logs')
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((file) => {
    const match = /^(.+)\.(?!previous\.log$)([a-z0-9-]+)(\.previous)?\.log$/.exec(file)
    if (match === null) return []
    return [
      {
        namespace: situation,
        pod: match[1] ?? '',
        container: match[2] ?? '',
        previous: match[3] !== undefined,
        lines: readFileSync(join(folder, file), 'utf8')
          .split('\n')
          .filter((line) => line !== ''),
      },
    ]
  })
}
