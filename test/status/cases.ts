import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

export interface Case {
  readonly pod: object
  readonly expected: { readonly status: string; readonly ready: string; readonly restarts: string }
}

/** The clock at which all cases hold, in milliseconds. */
export const casesNow = Date.parse('2026-11-01T12:00:00Z')

const folder = fileURLToPath(new URL('cases', import.meta.url))

/** The versions of which there are cases. */
export const caseVersions = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl.gz'))
  .map((file) => file.replace('.jsonl.gz', ''))

/** All cases of a version. */
export function casesOf(version: string): Case[] {
  const lines = gunzipSync(readFileSync(`${folder}/${version}.jsonl.gz`))
    .toString('utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Case)
}
