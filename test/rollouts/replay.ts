// Waits for a recorded rollout as the command does for a real one, with the recording's clock in place of ours.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parseTargets } from '../../src/commands/targets.ts'
import { observe } from '../../src/commands/wait/observe.ts'
import { rfc3339 } from '../../src/pod/json.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { Waiting } from '../../src/report/waiting.ts'

interface Recording {
  readonly target: string
  /** When the recording ended. Nothing has changed since the last look. */
  readonly until: string
  readonly objects: readonly object[]
  readonly looks: readonly { readonly at: string; readonly snapshots: readonly Record<string, unknown>[] }[]
}

export interface Replayed {
  readonly ended: 'well' | 'unrecoverable' | 'open'
  /** Seconds from the first look to the end of the wait, or of the recording. */
  readonly seconds: number
  readonly causes: readonly string[]
  readonly heldUpBy: readonly string[]
  /** All that was told meanwhile of what is not well. */
  readonly told: readonly string[]
}

const places = ['pod', 'node', 'nodes', 'events', 'owners', 'ownerEvents', 'claims', 'volumes', 'claimEvents']

/** What was read at each look, with the time of the look. */
export function looksOf(name: string): { readonly at: number; readonly snapshots: readonly PodSnapshot[] }[] {
  const { looks, objects } = read(name)
  return looks.map(({ at, snapshots }) => ({
    at: Date.parse(at),
    snapshots: snapshots.map((snapshot) => whole(snapshot, objects, Date.parse(at))),
  }))
}

function read(name: string): Recording {
  const file = new URL(`${name}.json.gz`, import.meta.url)
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Recording
}

/** What a wait for it comes to. `from`: the look to begin with. */
export function replay(name: string, { restarts = 4, from = 0 } = {}): Replayed {
  const recording = read(name)
  const [target] = parseTargets([recording.target])
  if (target === undefined) throw new Error(`${name} names no target`)
  const waiting = new Waiting({ restarts })
  const looks = recording.looks.slice(from)
  const start = Date.parse(looks[0]?.at ?? '')
  const reported = new Set<string>()
  const answer = (ended: Replayed['ended'], now: number): Replayed => ({
    ended,
    seconds: (now - start) / 1000,
    causes: waiting.blamed.flatMap(({ verdict }) => verdict?.cause ?? []),
    heldUpBy: waiting.heldUpBy,
    told: [...reported],
  })
  let last = start
  for (const [index, look] of looks.entries()) {
    const until = Date.parse(looks[index + 1]?.at ?? recording.until)
    // What is due before the next change is looked at when it is due, and once in 30 s in any case.
    for (let now = Date.parse(look.at); now < until || now === Date.parse(look.at); ) {
      const snapshots = look.snapshots.map((snapshot) => whole(snapshot, recording.objects, now))
      waiting.take(observe(snapshots, target), now)
      for (const { verdict } of waiting.unwell) if (verdict !== null) reported.add(verdict.what)
      const ending = waiting.ending(now)
      if (ending !== null) return answer(ending, now)
      last = now
      const next = Math.min(waiting.nextAt() ?? Number.POSITIVE_INFINITY, now + 30_000)
      now = Math.max(next, now + 300)
    }
  }
  return answer('open', last)
}

/** The snapshot as it would be read at that time, with the objects in their places. */
function whole(snapshot: Record<string, unknown>, objects: readonly object[], now: number): PodSnapshot {
  const filled = Object.entries(snapshot).map(([key, value]) => [
    key,
    places.includes(key)
      ? Array.isArray(value)
        ? value.map((at) => objects[at])
        : value === null
          ? null
          : objects[value as number]
      : value,
  ])
  // Older recordings were made before the events of claims were read.
  return { claimEvents: [], ...Object.fromEntries(filled), takenAt: rfc3339(now) } as PodSnapshot
}
