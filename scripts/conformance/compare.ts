import { readStatusFields } from '../../src/pod/status-fields.ts'
import { deriveStatus } from '../../src/status/derive.ts'
import { minorOf } from '../../src/status/version.ts'
import type { Pod } from './parts.ts'
import type { Cells } from './printer.ts'

/** A pod and what the API server prints for it. */
export interface Case {
  readonly pod: Pod
  readonly expected: Cells
}

export interface Difference extends Case {
  readonly derived: Cells
}

/** The three cells as podlife derives them for a server of `version`; `now` is in milliseconds. */
export function derivedCells(pod: Pod, version: string, now: number): Cells {
  const { word, ready, restarts } = deriveStatus(readStatusFields(pod), minorOf(version), now)
  return { status: word, ready, restarts }
}

/** The cases for which podlife and the server do not print the same three cells. */
export function differences(cases: readonly Case[], version: string, now: number): Difference[] {
  return cases
    .map((one) => ({ ...one, derived: derivedCells(one.pod, version, now) }))
    .filter(({ expected, derived }) => !same(expected, derived))
}

function same(a: Cells, b: Cells): boolean {
  return a.status === b.status && a.ready === b.ready && a.restarts === b.restarts
}
