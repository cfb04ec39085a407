// The failing pods of public reports: each folder here is one, rebuilt as a file.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSaved } from '../../src/cluster/saved/load-saved.ts'
import { selectSnapshots } from '../../src/cluster/snapshot/select.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { readPod } from '../../src/pod/reading.ts'

// From the root: scripts that use this are bundled elsewhere.
export const reportsFolder = 'test/reports/'

/** The names of all reports. */
export const reports = readdirSync(reportsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** What a right answer to a report says and does not say, by who read the thread. All are regular expressions without case. */
export interface ReportTruth {
  /** The thread, such as `OWNER/REPOSITORY#NUMBER`. */
  readonly source: string
  /** How much of it was pasted there. */
  readonly faithful: 'full' | 'events-only' | 'weak'
  readonly area: string
  readonly healthy: boolean
  /** One finding says all of these in its own words: `what`, `why` or `facts`. A copy of a whole message is a quotation. */
  readonly names: readonly string[]
  /** Each stands somewhere in that finding, its evidence and steps included. */
  readonly anywhere: readonly string[]
  /** One of them stands in its next steps; none: any step will do. */
  readonly next: readonly string[]
  /** Claimed nowhere. */
  readonly not_names: readonly string[]
  readonly outcomes: readonly string[]
  /** The container to blame; null: none in particular. */
  readonly container: string | null
  /** When to ask, RFC 3339; without it the newest time in the file counts. */
  readonly now?: string
}

export function reportTruth(name: string): ReportTruth {
  return JSON.parse(readFileSync(join(reportsFolder, name, 'truth.json'), 'utf8')) as ReportTruth
}

/** The file or dump of a report, as `explain -f` takes it. */
export function inputOf(name: string): string {
  const dump = join(reportsFolder, name, 'dump')
  return existsSync(dump) ? dump : join(reportsFolder, name, 'objects.json')
}

/** What `explain -f` answers to a report. */
export async function answersTo(name: string): Promise<Diagnosis[]> {
  const { now } = reportTruth(name)
  const reading = await loadSaved([inputOf(name)], {
    now: now === undefined ? null : Date.parse(now),
    // The file of a checkout says nothing of when it was saved.
    clock: Date.parse('2100-01-01T00:00:00Z'),
    stdin: nothing(),
  })
  const snapshots = selectSnapshots(reading, { names: [], namespace: null, selector: '' })
  return snapshots.map((snapshot) => diagnose(readPod(snapshot)))
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
