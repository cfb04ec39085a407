// Monotone: a source that cannot be read makes a verdict weaker or takes it away; it never makes another claim of it.
import { describe, expect, test } from 'vitest'
import { diagnose } from '../src/diagnosis/diagnose.ts'
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts'
import { readPod } from '../src/pod/reading.ts'
import { type PodSnapshot, type Source, sources } from '../src/pod/snapshot.ts'
import { situations, snapshotsOf } from './pods.ts'

const refusable = sources.filter((source) => source !== 'pod')

/** Every subset of the sources. */
const subsets: Source[][] = Array.from({ length: 2 ** refusable.length }, (_, bits) =>
  refusable.filter((_, index) => (bits & (1 << index)) !== 0),
)

/** The snapshot as someone reads it who is refused these sources. */
function without(snapshot: PodSnapshot, refused: readonly Source[]): PodSnapshot {
  const keep = <T>(source: Source, value: T, none: T): T => (refused.includes(source) ? none : value)
  return {
    ...snapshot,
    events: keep('events', snapshot.events, []),
    node: keep('node', snapshot.node, null),
    nodes: keep('nodes', snapshot.nodes, []),
    owners: keep('owner', snapshot.owners, snapshot.pod === null ? snapshot.owners.slice(-1) : []),
    ownerEvents: keep('owner-events', snapshot.ownerEvents, []),
    claims: keep('claims', snapshot.claims, []),
    volumes: keep('volumes', snapshot.volumes, []),
    logs: keep('logs', snapshot.logs, []),
    gaps: [...snapshot.gaps, ...refused.map((source) => ({ source, why: 'forbidden' as const }))],
  }
}

/** Whether the weaker reading claims nothing that the full one does not. */
function agrees(weaker: Diagnosis, full: Diagnosis): boolean {
  if (weaker.verdict === null) return true
  const known = [full.verdict, ...full.findings].map((finding) => `${finding?.stage} ${finding?.container}`)
  return known.includes(`${weaker.verdict.stage} ${weaker.verdict.container}`)
}

describe.each(situations)('%s', (situation) => {
  test('no subset of refused sources leads to a contradicting verdict', async () => {
    for (const snapshot of await snapshotsOf(situation)) {
      const full = diagnose(readPod(snapshot))
      const contradictions = subsets.flatMap((refused) => {
        const weaker = diagnose(readPod(without(snapshot, refused)))
        return agrees(weaker, full) ? [] : [{ refused, says: weaker.verdict?.what, full: full.verdict?.what }]
      })
      expect(contradictions.slice(0, 3)).toEqual([])
    }
  })
})
