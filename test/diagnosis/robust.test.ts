// Whatever stands in a pod's JSON, a diagnosis comes out, without a trace of our own confusion.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { gather } from '../../src/diagnosis/gather.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { plain } from '../../src/render/colour.ts'
import { renderText } from '../../src/render/diagnosis/text.ts'
import { renderJson } from '../../src/render/json.ts'
import { situations, snapshotsOf } from '../pods.ts'

const snapshots = (await Promise.all(situations.map(snapshotsOf))).flat()

/** Every place in a value that could be changed. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => placesIn(item, [...path, index]))]
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))]
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    0,
    -1,
    true,
    [],
    {},
    [null],
    'constructor',
    '__proto__',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    'not a time',
    2 ** 60,
    1e-7,
    '\u001b[2J',
    'x'.repeat(5000),
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
)

const confusion = /\bundefined\b|\bNaN\b|\[object |Infinity|Invalid Date/

/** A copy in which some places of the pod and of its events hold something else. */
function mutated(snapshot: PodSnapshot, changes: readonly { at: number; value: unknown }[]): PodSnapshot {
  const copy = structuredClone({
    pod: snapshot.pod,
    events: snapshot.events,
    owners: snapshot.owners,
  }) as Record<string, unknown>
  for (const { at, value } of changes) {
    const places = placesIn(copy).filter((path) => path.length > 1)
    const path = places[at % places.length]
    if (path === undefined) continue
    const parent = path
      .slice(0, -1)
      .reduce<Record<string | number, unknown>>((node, key) => node[key] as never, copy)
    // A copy: one value put into itself would have no end.
    parent[path.at(-1) ?? ''] = structuredClone(value)
  }
  return { ...snapshot, ...copy }
}

test('no mutation of a recorded pod breaks a cause, or leaks into the text', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: snapshots.length - 1 }),
      fc.array(fc.record({ at: fc.nat(), value: junk }), { minLength: 1, maxLength: 6 }),
      (index, changes) => {
        const snapshot = snapshots[index]
        if (snapshot === undefined) return
        const pod = readPod(mutated(snapshot, changes))
        expect(gather(pod).crashed).toEqual([])
        const diagnosis = diagnose(pod)
        expect(() => JSON.parse(renderJson(diagnosis))).not.toThrow()
        const ours = [diagnosis.verdict, ...diagnosis.findings].flatMap((finding) =>
          finding === null ? [] : [finding.what, finding.why],
        )
        const planted = changes.some(({ value }) => confusion.test(String(JSON.stringify(value))))
        if (!planted) expect(ours.join('\n')).not.toMatch(confusion)
        expect(renderText(diagnosis, { width: 80, palette: plain })).not.toContain('\u001b')
      },
    ),
    { numRuns: 1500 },
  )
})
