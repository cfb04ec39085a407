// Following a pod, against a scripted server: what it says, and what it does when it breaks off.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ObjectSet } from '../../../src/cluster/api/objects.ts'
import { livesOf, loadLives, type WatchedChange } from '../../../src/cluster/saved/life.ts'
import { watchPods } from '../../../src/cluster/watch/pod-watch.ts'
import type { JsonObject } from '../../../src/pod/json.ts'
import { temporaryFolder } from '../../run/folders.ts'
import { filesOf, recordedLives, recordedTimeline } from '../../timeline/lives.ts'
import { type FakeServer, failure, type Reply, type Seen, startServer } from '../fake-server.ts'

let server: FakeServer | null = null
const folder = temporaryFolder()

afterEach(async () => {
  await server?.close()
  server = null
})

/** All changes of a recorded life, as a server would send them. */
async function recorded(name: string): Promise<{ pods: WatchedChange[]; events: WatchedChange[] }> {
  const [pods, events] = await Promise.all(filesOf(name).map(readChanges))
  return { pods: pods!, events: events! }
}

async function readChanges(path: string): Promise<WatchedChange[]> {
  const { readFileSync } = await import('node:fs')
  const values = readFileSync(path, 'utf8')
    .split(/\n(?=\{)/)
    .filter((line) => line.trim() !== '')
  return values.map((line) => ({
    ...(JSON.parse(line) as { type: string; object: JsonObject }),
    seenAt: null,
  }))
}

function lines(changes: readonly object[]): Reply {
  return {
    raw: (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.end(changes.map((change) => `${JSON.stringify(change)}\n`).join(''))
    },
  }
}

const emptyList = { kind: 'List', metadata: { resourceVersion: '1' }, items: [] }
const idle: Reply = {
  raw: (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders(),
}

function versionOf({ object }: { readonly object: JsonObject }): string {
  return String((object.metadata as JsonObject).resourceVersion)
}

/** Follows until the pod is gone, and returns the watch. */
async function follow(handle: (request: Seen) => Reply, until: (change: WatchedChange) => boolean) {
  server = await startServer(handle, null)
  const kubeconfig = join(folder, 'none')
  writeFileSync(kubeconfig, '{}')
  const watch = await watchPods({ kubeconfig, server: server.url, namespace: 'x' }, { name: 'web' })
  const stop = new AbortController()
  const changes: WatchedChange[] = []
  await watch.follow({
    stop: stop.signal,
    onChange: (change) => {
      changes.push(change)
      if (until(change)) setTimeout(() => stop.abort(), 300)
    },
  })
  return { watch, changes }
}

const isGone = ({ type, object }: WatchedChange): boolean => type === 'DELETED' && object.kind === 'Pod'

test('a life that is watched is the life that was recorded', async () => {
  const { pods, events } = await recorded('sidecar-startup-probe')
  const { watch } = await follow(({ path, query, turn }) => {
    if (query.get('watch') === null) return { body: emptyList }
    if (turn > 2) return idle
    return lines(path.endsWith('/pods') ? pods : events)
  }, isGone)
  const [life] = watch.lives()
  const [whole] = await recordedLives('sidecar-startup-probe')
  const facts = ({ moments }: ReturnType<typeof recordedTimeline>): string[] =>
    moments
      .filter(({ what }) => what !== 'started-up')
      .map(({ at, subject, what }) => `${at} ${subject} ${what}`)
  expect(facts(recordedTimeline(life!))).toEqual(facts(recordedTimeline(whole!)))
})

test('a watch that the server closes goes on where it was', async () => {
  const { pods } = await recorded('quick-job')
  const asked: string[] = []
  const gone = { type: 'DELETED', object: pods.at(-1)!.object }
  const { watch } = await follow(({ path, query }) => {
    if (query.get('watch') === null) return { body: emptyList }
    if (path.endsWith('/events')) return idle
    asked.push(query.get('resourceVersion')!)
    const next = pods[asked.length - 1]
    return lines(next === undefined ? [gone] : [next])
  }, isGone)
  expect(asked.slice(0, pods.length)).toEqual(['1', ...pods.slice(0, -1).map(versionOf)])
  expect(watch.lives()[0]?.states.length).toBeGreaterThanOrEqual(pods.length)
})

test.each(['an event of the watch', 'the answer'])(
  'a version that is too old (410 as %s) is followed by a new list',
  async (how) => {
    const { pods } = await recorded('quick-job')
    let lists = 0
    let watches = 0
    const { watch } = await follow(({ path, query }) => {
      const isPods = path.endsWith('/pods')
      if (query.get('watch') === null) {
        if (!isPods) return { body: emptyList }
        lists += 1
        return { body: { ...emptyList, items: lists === 1 ? [] : [pods[3]!.object] } }
      }
      if (!isPods) return idle
      watches += 1
      if (watches === 1) {
        return how === 'the answer'
          ? failure(410, 'Expired', 'too old resource version')
          : lines([pods[0]!, { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }])
      }
      return lines([{ type: 'DELETED', object: pods.at(-1)!.object }])
    }, isGone)
    expect(lists).toBe(2)
    expect(watch.lives()[0]?.removed).not.toBeNull()
  },
)

test('a pod that went while nobody looked is told as gone by then', async () => {
  const { pods } = await recorded('quick-job')
  let lists = 0
  const { changes } = await follow(({ path, query }) => {
    if (path.endsWith('/events')) return query.get('watch') === null ? { body: emptyList } : idle
    if (query.get('watch') === null) {
      lists += 1
      return { body: { ...emptyList, items: lists === 1 ? [pods[3]!.object] : [] } }
    }
    return failure(410, 'Expired', 'too old resource version')
  }, isGone)
  expect(changes.map(({ type }) => type)).toEqual(['ADDED', 'DELETED'])
  const [life] = livesOf(changes, reading())
  expect(recordedTimeline(life!).moments.at(-1)).toMatchObject({
    what: 'removed',
    precision: 'by-then',
    source: 'watch',
  })
})

test('without leave to read events the pod is followed, and the gap is told', async () => {
  const { pods } = await recorded('quick-job')
  const { watch } = await follow(({ path, query }) => {
    if (path.endsWith('/events')) return failure(403, 'Forbidden', 'events is forbidden')
    if (query.get('watch') === null) return { body: emptyList }
    return lines([...pods, { type: 'DELETED', object: pods.at(-1)!.object }])
  }, isGone)
  const timeline = recordedTimeline(watch.lives()[0]!)
  expect(timeline.gaps.map(({ why }) => why)).toContain('events-not-read')
  expect(timeline.moments.some(({ what }) => what === 'started')).toBe(true)
})

test('without leave to read pods it ends with what the server said', async () => {
  const followed = follow(() => failure(403, 'Forbidden', 'pods is forbidden'), isGone)
  await expect(followed).rejects.toThrow(/pods is forbidden/)
})

test('what goes wrong before anything was seen ends it at once', async () => {
  const followed = follow(
    ({ query, path }) =>
      query.get('watch') === null && path.endsWith('/events')
        ? { body: emptyList }
        : failure(404, 'NotFound', 'the server could not find the requested resource'),
    isGone,
  )
  await expect(followed).rejects.toThrow(/could not find/)
  expect(server?.seen.filter(({ path }) => path.endsWith('/pods'))).toHaveLength(1)
})

test('a watch that is refused for a moment goes on', async () => {
  const { pods } = await recorded('quick-job')
  let watches = 0
  const { changes } = await follow(({ path, query }) => {
    if (query.get('watch') === null) return { body: emptyList }
    if (path.endsWith('/events')) return idle
    watches += 1
    if (watches === 2) return failure(403, 'Forbidden', 'pods is forbidden')
    return lines(
      watches === 1 ? pods.slice(0, 1) : [...pods, { type: 'DELETED', object: pods.at(-1)!.object }],
    )
  }, isGone)
  expect(watches).toBeGreaterThan(2)
  expect(changes.at(-1)?.type).toBe('DELETED')
})

test('what is saved while following can be replayed', async () => {
  const { pods, events } = await recorded('ignores-sigterm')
  const { watch, changes } = await follow(({ path, query, turn }) => {
    if (query.get('watch') === null) return { body: emptyList }
    return turn > 2 ? idle : lines(path.endsWith('/pods') ? pods : events)
  }, isGone)
  const file = join(folder, 'saved.json')
  writeFileSync(
    file,
    changes
      .map((change) => `${JSON.stringify({ ...change, seenAt: new Date(change.seenAt!).toISOString() })}\n`)
      .join(''),
  )
  const { lives } = await loadLives([file], { now: null, clock: Date.now(), stdin: process.stdin })
  const { takenAt: _, ...replayed } = recordedTimeline(lives[0]!)
  const { takenAt: __, ...watched } = recordedTimeline(watch.lives()[0]!)
  expect({ ...replayed, takenAtIs: '' }).toEqual({ ...watched, takenAtIs: '' })
})

function reading() {
  return {
    takenAt: new Date().toISOString(),
    takenAtIs: 'exact' as const,
    from: 'server' as const,
    serverVersion: null,
    objects: new ObjectSet(),
    gaps: () => [],
    logs: () => [],
  }
}
