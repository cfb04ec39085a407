// A recorded crowd, and what its report must find.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { readInputs } from '../../src/cluster/saved.ts'
import { selectSnapshots } from '../../src/cluster/select.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { FailureReport, Member } from '../../src/report/failure-report.ts'
import { ReportGathering } from '../../src/report/gather-report.ts'
import { standingOf } from '../../src/report/standing.ts'

/** Written by who made the crowd, before any report of it was read. */
export interface CrowdTruth {
  /** When it was recorded, RFC 3339. */
  readonly takenAt: string
  readonly roots: readonly { readonly root: string; readonly members: readonly string[] }[]
  /** Workloads and pods that nothing is wrong with. */
  readonly well: readonly string[]
}

interface Recorded {
  readonly kind: string
  readonly metadata: { readonly namespace?: string; readonly name: string }
}

export interface Crowd {
  readonly truth: CrowdTruth
  readonly objects: readonly Recorded[]
}

export function readCrowd(name: string): Crowd {
  const file = (path: string): Buffer =>
    readFileSync(fileURLToPath(new URL(`${name}/${path}`, import.meta.url)))
  const { items } = JSON.parse(gunzipSync(file('objects.json.gz')).toString()) as { items: Recorded[] }
  return { truth: JSON.parse(file('truth.json').toString()) as CrowdTruth, objects: items }
}

/** The report of a crowd, as if its objects of these kinds could not be read. */
export async function reportOfCrowd(
  { objects, truth }: Crowd,
  without: readonly string[] = [],
): Promise<FailureReport> {
  const items = objects.filter(({ kind }) => !without.includes(kind))
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
  }
  const takenAt = Date.parse(truth.takenAt)
  const input = { name: 'crowd', writtenAt: 0, open: bytes }
  const reading = await readInputs([input], { now: takenAt, clock: takenAt })
  const gathering = new ReportGathering({ notBefore: null })
  for (const snapshot of selectSnapshots(reading, { names: [], namespace: null, selector: '' })) {
    const pod = readPod(snapshot)
    const diagnosis = diagnose(pod)
    gathering.add(diagnosis, standingOf(pod, diagnosis))
  }
  return gathering.report(reading, true)
}

/** A pod, or a workload without one, by its own name. */
export function subjectOf({ namespace, name, owner }: Member): string {
  return `${namespace}/${name ?? owner}`
}
