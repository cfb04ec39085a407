// A report must lead its reader to the same diagnosis.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { serverRow } from '../../../src/cluster/api/table.ts'
import { loadInputs } from '../../../src/cluster/saved/load-saved.ts'
import { isReading } from '../../../src/cluster/saved/saved-reading.ts'
import { selectSnapshots } from '../../../src/cluster/snapshot/select.ts'
import { reportOf } from '../../../src/commands/report/command.ts'
import { diagnose } from '../../../src/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../../src/diagnosis/diagnosis.ts'
import type { JsonObject } from '../../../src/pod/json.ts'
import { readPod } from '../../../src/pod/reading.ts'
import { gapReasons, type PodSnapshot, type ServerRow, sources } from '../../../src/pod/snapshot.ts'
import { podsFolder, situations, snapshotsOf } from '../../pods.ts'
import { podlife } from '../../process/plugin.ts'
import { misfits, schemaOf } from '../../schemas.ts'

const schema = schemaOf('reading') as {
  properties: Record<string, { enum?: string[] }>
  $defs: Record<string, { enum: string[] }>
}

test('the schema of a Reading lists the sources and the reasons that there are', () => {
  expect(schema.$defs.source?.enum).toEqual([...sources])
  expect(schema.$defs.why?.enum).toEqual([...gapReasons])
})

async function replayed(report: object, now: string | null = null): Promise<PodSnapshot[]> {
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(JSON.stringify(report))
  }
  const reading = await loadInputs([{ name: 'report', writtenAt: 0, open }], {
    now: now === null ? null : Date.parse(now),
    clock: Date.parse('2100-01-01T00:00:00Z'),
  })
  return selectSnapshots(reading, { names: [], namespace: null, selector: '' })
}

/** What the server printed for the pods of a situation when it was recorded, by name. */
function rowsOf(situation: string): Map<string, ServerRow> {
  const path = join(podsFolder, situation, 'table.json')
  if (!existsSync(path)) return new Map()
  const table = JSON.parse(readFileSync(path, 'utf8')) as {
    columnDefinitions: unknown
    rows: { cells: unknown[] }[]
  }
  return new Map(
    table.rows.flatMap(({ cells }) => {
      const row = serverRow(table.columnDefinitions, cells)
      return row === null ? [] : [[String(cells[0]), row]]
    }),
  )
}

/** The snapshots of a situation as a server would have given them: with its words, and with a gap for what it refused. */
async function liveSnapshots(situation: string): Promise<PodSnapshot[]> {
  const rows = rowsOf(situation)
  return (await snapshotsOf(situation)).map((snapshot) => ({
    ...snapshot,
    takenAtIs: 'exact',
    from: 'server',
    serverVersion: '1.34.2',
    row: rows.get(snapshot.pod?.metadata?.name ?? '') ?? null,
    gaps: [
      { source: 'claims', why: 'forbidden', detail: 'claims is forbidden: User "x" cannot list it' },
      { source: 'nodes', why: 'timed-out' },
    ],
  }))
}

/** Where in an answer the cluster is quoted, or in which words it is told, may be a mask. */
function withoutWords(diagnosis: Diagnosis): unknown {
  return JSON.parse(JSON.stringify(diagnosis), (key, value: unknown) =>
    ['quote', 'why', 'what', 'next', 'facts', 'value', 'so'].includes(key) && typeof value !== 'boolean'
      ? '…'
      : value,
  )
}

const explained = (snapshot: PodSnapshot): Diagnosis => diagnose(readPod(snapshot))

describe.each(situations)('%s', (situation) => {
  test('is diagnosed from its report as it was when the report was made', async () => {
    const live = await liveSnapshots(situation)
    const report = reportOf(live) as { items: JsonObject[] }
    const again = await replayed(report)
    expect(again.map(explained).map(withoutWords)).toEqual(live.map(explained).map(withoutWords))
    expect(reportOf(again)).toEqual(report)
    const readings = report.items.filter(isReading)
    expect(readings).toHaveLength(live.length)
    for (const reading of readings) expect(misfits('reading', reading)).toEqual([])
  })
})

describe('a replay', () => {
  const situation = 'e01-exit1-termination-message'

  test('knows when the pod was read, and --now says it better', async () => {
    const live = (await liveSnapshots(situation)).map((one) => ({ ...one, takenAt: '2026-11-24T09:00:00Z' }))
    const [own] = await replayed(reportOf(live))
    const [said] = await replayed(reportOf(live), '2026-11-25T00:00:00Z')
    expect([own?.takenAt, own?.takenAtIs]).toEqual(['2026-11-24T09:00:00Z', 'exact'])
    expect([said?.takenAt, said?.takenAtIs]).toEqual(['2026-11-25T00:00:00Z', 'exact'])
  })

  test('says what was refused, not what the file leaves out', async () => {
    const live = (await liveSnapshots(situation)).map(
      (one): PodSnapshot => ({
        ...one,
        events: [],
        gaps: [{ source: 'events', why: 'forbidden', detail: 'no' }],
      }),
    )
    const [again] = await replayed(reportOf(live))
    expect(again?.gaps).toEqual([{ source: 'events', why: 'forbidden', detail: 'no' }])
    expect(again === undefined ? [] : explained(again).gaps).toContainEqual({
      source: 'events',
      why: 'forbidden',
      detail: 'no',
    })
  })

  test('has the log, and the words of the server', async () => {
    const live = (await liveSnapshots(situation)).map(
      (one): PodSnapshot => ({
        ...one,
        row: { status: 'Odd', ready: '0/1', restarts: '7 (2m ago)' },
        logs: [{ container: 'app', previous: true, lines: ['one', '', 'two'] }],
      }),
    )
    const [again] = await replayed(reportOf(live))
    expect(again?.logs).toEqual([{ container: 'app', previous: true, lines: ['one', '', 'two'] }])
    expect(again === undefined ? null : explained(again).status).toMatchObject({
      word: 'Odd',
      source: 'server',
    })
  })

  test('of a workload without pods, also of one that wants none', async () => {
    const scaled = await liveSnapshots('l01-quota')
    const live = scaled.map((one) => ({
      ...one,
      owners: one.owners.map((owner) => ({ ...owner, spec: { ...(owner.spec as object), replicas: 0 } })),
    }))
    const again = await replayed(reportOf(live))
    expect(again.map(explained).map(({ workload }) => workload)).toEqual(
      live.map(explained).map(({ workload }) => workload),
    )
    expect(again).not.toEqual([])
  })
})

describe('a Reading that somebody made up', () => {
  const report = async () =>
    reportOf(await liveSnapshots('e01-exit1-termination-message')) as { items: JsonObject[] }
  const withReading = async (change: JsonObject) => {
    const { items, ...list } = await report()
    return { ...list, items: items.map((item) => (isReading(item) ? { ...item, ...change } : item)) }
  }

  test('is an answer whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(schema.properties), 'more'),
        fc.oneof(
          fc.jsonValue(),
          fc.constantFrom<unknown>(undefined, '9999-12-31T23:59:59Z', [[]], [null], { lines: 1 }, [
            { source: 'events', why: 'whim' },
            { container: 'app', lines: [1, 'x'] },
          ]),
        ),
        async (field, value) => {
          for (const snapshot of await replayed(await withReading({ [field]: value }))) {
            expect(explained(snapshot).verdict?.cause).toBe('app-exit')
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('says when a file was saved only if the file holds nothing but what it is about', async () => {
    const made = await withReading({ takenAt: '2026-12-01T00:00:00Z' })
    const stray = made.items
      .filter(({ kind }) => kind === 'Pod')
      .map((pod) => ({ ...pod, metadata: { ...(pod.metadata as object), name: 'stray', uid: 'stray' } }))
    const [own] = await replayed(made)
    expect(own?.takenAt).toBe('2026-12-01T00:00:00Z')
    const together = await replayed({ ...made, items: [...made.items, ...stray] })
    const times = new Map(together.map(({ pod, takenAt }) => [pod?.metadata?.name, takenAt]))
    expect(times.get('app')).toBe('2026-12-01T00:00:00Z')
    expect(times.get('stray')).not.toBe('2026-12-01T00:00:00Z')
  })

  test('a reason that is not known leaves the gap', async () => {
    const [again] = await replayed(await withReading({ gaps: [{ source: 'events', why: 'whim' }] }))
    expect(again?.gaps).toEqual([{ source: 'events', why: 'failed' }])
  })

  test('without gaps it vouches for nothing that the file leaves out', async () => {
    const [again] = await replayed(await withReading({ gaps: 'none' }))
    expect(again?.gaps).toContainEqual({ source: 'claims', why: 'not-in-file' })
  })

  test('with a time that is none it leaves the time to the file', async () => {
    const [again] = await replayed(await withReading({ takenAt: 'soon' }))
    expect(again?.takenAtIs).toBe('newest-time-in-file')
  })

  test('with more of a log than a server gives keeps its end', async () => {
    const lines = [...Array.from({ length: 10_000 }, (_, index) => `line ${index}`), 'end']
    const [again] = await replayed(await withReading({ logs: [{ container: 'app', lines }] }))
    const subject = again?.logs[0]?.lines ?? []
    expect(subject.at(-1)).toBe('end')
    expect(subject.join('\n').length).toBeLessThanOrEqual(65_536)
    const one = await replayed(await withReading({ logs: [{ lines: [`${'x'.repeat(100_000)}end`] }] }))
    expect(one[0]?.logs[0]?.lines[0]).toMatch(/^x{65533}end$/)
  })

  test('of a pod that is not in the file adds none', async () => {
    const { items } = await report()
    const readings = items.filter(isReading)
    expect(await replayed({ kind: 'List', items: readings })).toEqual([])
  })
})

test('the command writes a report, which every command that takes -f understands', async () => {
  const file = 'test/pods/e01-exit1-termination-message/objects.json'
  const { stdout, stderr, exitCode } = await podlife(['report', '-f', file, '--now', '2026-11-24T02:00:00Z'])
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'List' })
  expect(stderr).toMatch(/^\d+ values? (?:was|were) taken out/)
  for (const [words, answer] of [
    [['explain'], '✖ Container `app` exits with code 1'],
    [['explain', '-o', 'json'], '"takenAt": "2026-11-24T02:00:00Z"'],
    [['why-failed'], 'The program ends with an error code'],
    [['why-failed', '-o', 'json'], '"takenAt": "2026-11-24T02:00:00Z"'],
    [['timeline'], 'app'],
    [['status'], 'CrashLoopBackOff'],
  ] as const) {
    const again = await podlife([...words, '-f', '-'], { input: stdout })
    expect(again).toMatchObject({ exitCode: 0, stderr: '' })
    expect(again.stdout).toContain(answer)
  }
})

test('a workload that wants no pods is in its report, too', async () => {
  const { stdout } = await podlife(['report', 'deploy/app', '-f', 'test/pods/scaled-to-zero/objects.json'])
  const again = await podlife(['explain', '-f', '-'], { input: stdout })
  expect(again.stdout).toContain('Deployment/app')
})
