import { readFileSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dump } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { findResource } from '../../../src/cluster/api/resources.ts'
import { loadSaved } from '../../../src/cluster/saved/load-saved.ts'
import { selectSnapshots } from '../../../src/cluster/snapshot/select.ts'
import { podsFolder } from '../../pods.ts'
import { temporaryFolder } from '../../run/folders.ts'

const recorded = readFileSync(join(podsFolder, 'e01-exit1-termination-message', 'objects.json'), 'utf8')
const list = JSON.parse(recorded) as { items: { kind: string }[] }
const pod = list.items.find(({ kind }) => kind === 'Pod')
const clock = Date.parse('2030-01-01T00:00:00Z')

async function saved(files: Record<string, string>): Promise<string> {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), text)
    await utimes(join(folder, name), new Date(clock), new Date(clock))
  }
  return folder
}

async function* stdin(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

async function snapshots(path: string, input = '') {
  const reading = await loadSaved([path], { now: null, clock, stdin: stdin(input) })
  return selectSnapshots(reading, { names: [], namespace: null, selector: '' })
}

const podName = (snapshot: { pod: unknown } | undefined) =>
  (snapshot?.pod as { metadata: { name: string } } | undefined)?.metadata.name

describe('reads the same pod from every form in which it can be saved', () => {
  const forms: [string, string][] = [
    ['a List', recorded],
    ['one pod as JSON', JSON.stringify(pod)],
    ['one pod as YAML', dump(pod)],
    ['JSON lines', list.items.map((item) => JSON.stringify(item)).join('\n')],
    ['YAML documents', list.items.map((item) => dump(item)).join('---\n')],
    ['a YAML List', dump(list)],
    ['an array', JSON.stringify(list.items, null, 2)],
    [
      'watch events',
      list.items.map((object) => JSON.stringify({ type: 'ADDED', object }, null, 1)).join('\n'),
    ],
    ['a typed list without kinds', JSON.stringify({ kind: 'PodList', items: [{ ...pod, kind: undefined }] })],
    ['a pod that does not say its kind', JSON.stringify({ ...pod, kind: undefined })],
  ]
  test.each(forms)('%s, from a file and from standard input', async (_, text) => {
    const folder = await saved({ 'pod.json': text })
    for (const found of [await snapshots(join(folder, 'pod.json')), await snapshots('-', text)]) {
      expect(found.map(podName)).toEqual(['app'])
    }
  })

  test('the two-byte encoding of a Windows shell, and a byte order mark', async () => {
    const folder = temporaryFolder()
    await writeFile(join(folder, 'a.json'), Buffer.from(`\ufeff${JSON.stringify(pod)}`, 'utf16le'))
    await writeFile(join(folder, 'b.json'), `\ufeff${JSON.stringify(pod)}`)
    for (const file of ['a.json', 'b.json'])
      expect((await snapshots(join(folder, file))).map(podName)).toEqual(['app'])
  })

  test('a cluster-info dump, with its logs', async () => {
    const folder = await saved({
      'nodes.json': JSON.stringify({ kind: 'NodeList', items: [] }),
      'shop/pods.json': JSON.stringify({ kind: 'PodList', items: [pod] }),
      'shop/app/logs.txt':
        '==== START logs for container app of pod e01-exit1-termination-message/app ====\nhello\n==== END logs for container app of pod e01-exit1-termination-message/app ====\n',
    })
    const [snapshot] = await snapshots(folder)
    expect(snapshot?.logs).toMatchObject([{ container: 'app', lines: ['hello'] }])
  })
})

describe('what is not in the file is not known', () => {
  test('a pod alone leaves events and node open', async () => {
    const [snapshot] = await snapshots('-', JSON.stringify(pod))
    expect(snapshot?.gaps).toContainEqual({ source: 'events', why: 'not-in-file' })
    expect(snapshot?.gaps).toContainEqual({ source: 'node', why: 'not-in-file' })
  })

  test('a List with events does not', async () => {
    const [snapshot] = await snapshots('-', recorded)
    expect(snapshot?.gaps.map(({ source }) => source)).not.toContain('events')
    expect(snapshot?.events.length).toBeGreaterThan(0)
  })
})

describe('when the file was saved', () => {
  test('is what the user says', async () => {
    const reading = await loadSaved(['-'], { now: clock, clock: clock + 5, stdin: stdin(recorded) })
    expect(reading).toMatchObject({ takenAt: '2030-01-01T00:00:00Z', takenAtIs: 'exact' })
  })
  test('is close to the newest time in an old file with events', async () => {
    const reading = await loadSaved(['-'], { now: null, clock, stdin: stdin(recorded) })
    expect(reading.takenAtIs).toBe('newest-time-in-file')
    expect(reading.takenAt).toMatch(/^2026-11-24T01:5/)
  })
  test('is now for a pod from a pipe', async () => {
    const reading = await loadSaved(['-'], { now: null, clock, stdin: stdin(JSON.stringify(pod)) })
    expect(reading).toMatchObject({ takenAt: '2030-01-01T00:00:00Z', takenAtIs: 'exact' })
  })
})

describe('bad input gets one clear sentence', () => {
  test.each([
    ['', 'standard input is empty'],
    ['   \n', 'standard input is empty'],
    ['{"a":', 'standard input is not valid JSON or YAML: the text ends in the middle'],
    ['just words', 'something other than Kubernetes objects'],
    ['a: [', 'standard input is not valid JSON or YAML'],
  ])('%j', async (text, message) => {
    await expect(snapshots('-', text)).rejects.toThrow(message)
  })
  test('a path that is not there', async () => {
    await expect(snapshots('/no/such/file')).rejects.toThrow('the path "/no/such/file" does not exist')
  })
  test('a folder without files', async () => {
    await expect(snapshots(await saved({ 'notes.txt': '' }))).rejects.toThrow('holds no .json or .yaml file')
  })
  test('a name that is not in the file', async () => {
    const reading = await loadSaved(['-'], { now: null, clock, stdin: stdin(recorded) })
    const resource = findResource('pod')
    if (resource === null) throw new Error('no resource')
    const select = () =>
      selectSnapshots(reading, { names: [{ resource, name: 'other' }], namespace: null, selector: '' })
    expect(select).toThrow('pods "other" not found in the file')
  })
})

describe('a CronJob without Jobs', () => {
  const metadata = { name: 'nightly', namespace: 'shop', uid: 'nightly-uid' }
  const event = (reason: string, type: string, minute: number) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `nightly.${minute}`, namespace: 'shop' },
    involvedObject: { kind: 'CronJob', ...metadata },
    reason,
    type,
    lastTimestamp: `2026-11-24T02:0${minute}:00Z`,
  })
  const warning = event('FailedNeedsStart', 'Warning', 1)
  const cronJob = { apiVersion: 'batch/v1', kind: 'CronJob', metadata }

  test.each([
    ['counts as a workload without pods where its newest event is a warning', [warning], 1],
    ['does not where a Job was started since', [warning, event('SuccessfulCreate', 'Normal', 2)], 0],
    ['does not between its runs', [], 0],
  ])('%s', async (_, events, count) => {
    const folder = await saved({ 'all.json': JSON.stringify({ kind: 'List', items: [cronJob, ...events] }) })
    const found = await snapshots(folder)
    expect(found.map(({ owners }) => owners[0]?.kind)).toEqual(Array(count).fill('CronJob'))
  })
})
