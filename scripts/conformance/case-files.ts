import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { CannotCompare } from './cannot-compare.ts'
import type { Case } from './compare.ts'

/** The cases of one file. */
interface CaseFile {
  readonly version: string
  readonly cases: Case[]
}

/**
 * Reads every VERSION.jsonl and VERSION.jsonl.gz of a folder: one {"pod", "expected"} a line. The oldest version is first.
 * Throws `CannotCompare` where there are none.
 */
export function readCaseFiles(folder: string): CaseFile[] {
  const files = (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap((file) => {
      const [, version, zipped] = /^(1\.\d+\.\d+)\.jsonl(\.gz)?$/.exec(file) ?? []
      return version === undefined
        ? []
        : [{ version, zipped: zipped !== undefined, path: join(folder, file) }]
    })
    .sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }))
    .map(({ version, zipped, path }) => {
      const bytes = readFileSync(path)
      const lines = (zipped ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
      return { version, cases: lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Case) }
    })
  if (!files.some(({ cases }) => cases.length > 0)) {
    throw new CannotCompare(`There are no cases VERSION.jsonl or VERSION.jsonl.gz in ${folder}`)
  }
  return files
}
