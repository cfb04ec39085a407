// Monotone: a source that cannot be read makes a verdict weaker or takes it away; it never makes another claim of it.
import { describe, expect, test } from 'vitest'
import { causes } from '../../src/causes/index.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { readPod } from '../../src/pod/reading.ts'
import { type PodSnapshot, type Source, sources } from '../../src/pod/snapshot.ts'
import { situations, snapshotsOf } from '../pods.ts'

const refusable = sources.filter((source) => source !== 'pod')

/** Every subset of the sources that hold something; those that hold nothing are refused all together, or not. */
function subsetsFor(snapshot: PodSnapshot): Source[][] {
  const held = refusable.filter((source) => holds(snapshot, source))
  const empty = refusable.filter((source) => !held.includes(source))
  const choices = [...held.map((source) => [source]), empty]
  return Array.from({ length: 2 ** choices.length }, (_, bits) =>
    choices.filter((_, index) => (bits & (1 << index)) !== 0).flat(),
  )
}

function holds(snapshot: PodSnapshot, source: Source): boolean {
  const { events, node, nodes, owners, ownerEvents, claims, volumes, claimEvents, logs } = snapshot
  const lists: Record<Exclude<Source, 'pod'>, readonly unknown[]> = {
    events,
    node: node === null ? [] : [node],
    nodes,
    owner: owners,
    'owner-events': ownerEvents,
    claims,
    volumes,
    'claim-events': claimEvents,
    logs,
  }
  return source !== 'pod' && lists[source].length > 0
}

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
    claimEvents: keep('claim-events', snapshot.claimEvents, []),
    logs: keep('logs', snapshot.logs, []),
    gaps: [...snapshot.gaps, ...refused.map((source) => ({ source, why: 'forbidden' as const }))],
  }
}

/**
 * Whether the weaker reading says something that the full one says too, or what the full one explains: without the event of
 * the kill, exit code 137 is all that is left of a failed liveness probe. Or it only quotes what the same stage is stuck at.
 * It must blame the same container.
 */
function agrees(weaker: Diagnosis, full: Diagnosis): boolean {
  const { verdict } = weaker
  if (verdict === null) return true
  return [full.verdict, ...full.findings].some((finding) => {
    if (finding === null) return false
    const { explains = [] } = causes.find(({ id }) => id === finding.cause) ?? {}
    const isGeneric = causes.some(({ id, isGeneric: generic }) => id === verdict.cause && generic === true)
    const isSame =
      (isGeneric && finding.stage === verdict.stage) ||
      finding.cause === verdict.cause ||
      explains.includes(verdict.cause) ||
      explains.includes(verdict.stage)
    return isSame && (finding.container === verdict.container || finding.container === null)
  })
}

describe.each(situations)('%s', (situation) => {
  test('no subset of refused sources leads to a contradicting verdict', async () => {
    for (const snapshot of await snapshotsOf(situation)) {
      const full = diagnose(readPod(snapshot))
      const contradictions = subsetsFor(snapshot).flatMap((refused) => {
        const weaker = diagnose(readPod(without(snapshot, refused)))
        return agrees(weaker, full) ? [] : [{ refused, says: weaker.verdict?.what, full: full.verdict?.what }]
      })
      expect(contradictions.slice(0, 3)).toEqual([])
    }
  })
})

test('gaps have one order, whichever source answered first', async () => {
  const [snapshot] = await snapshotsOf('h08-pvc-missing')
  if (snapshot === undefined) throw new Error('there is no pod')
  const gaps = refusable.map((source) => ({ source, why: 'forbidden' as const }))
  const toldOf = (arrived: typeof gaps) =>
    diagnose(readPod({ ...snapshot, gaps: arrived })).gaps.map(({ source }) => source)
  const reported = toldOf(gaps)
  expect(reported.length).toBeGreaterThan(3)
  expect(reported).toEqual(sources.filter((source) => reported.includes(source)))
  expect(toldOf(gaps.toReversed())).toEqual(reported)
})
