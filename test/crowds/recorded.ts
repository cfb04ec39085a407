// A recorded crowd, and what its report must find.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { gatherReport } from '../../src/commands/why-failed/gather-report.ts'
import type { FailureReport, Member } from '../../src/report/failure-report.ts'
import { temporaryFolder } from '../run/folders.ts'

/** Written by who made the crowd, before any report of it was read. */
interface CrowdTruth {
  /** When it was recorded, RFC 3339. */
  readonly takenAt: string
  readonly roots: readonly { readonly root: string; readonly members: readonly string[] }[]
  /** Workloads and pods that nothing is wrong with. */
  readonly well: readonly string[]
}

export interface Recorded {
  readonly kind: string
  readonly metadata: { readonly namespace?: string; readonly name: string }
  readonly status?: object
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
  return gatherReport(
    {
      files: [fileWith(items)],
      now: Date.parse(truth.takenAt),
      words: [],
      selector: '',
      fieldSelector: '',
      allNamespaces: true,
      since: null,
      consistent: false,
      connection: {},
    },
    () => undefined,
  )
}

/** A file with all objects of a crowd. */
export function fileOfCrowd(name: string): string {
  return fileWith(readCrowd(name).objects)
}

function fileWith(items: readonly Recorded[]): string {
  const file = join(temporaryFolder(), 'objects.json')
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
  return file
}

/** A pod, or a workload without one, by its own name. */
export function subjectOf({ namespace, name, owner }: Member): string {
  return `${namespace}/${name ?? owner}`
}
