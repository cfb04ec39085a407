import { afterEach, describe, expect, test } from 'vitest'
import { loadConnection } from '../../src/cluster/kubeconfig.ts'
import { watchChanges } from '../../src/cluster/watch-workload.ts'
import { countsOf, podLabelsOf } from '../../src/cluster/watch-workload-state.ts'
import { type FakeServer, failure, type Reply, type Seen, startServer } from './fake-server.ts'
import { kubeconfig, kubeconfigFile, surroundings } from './surroundings.ts'

const servers: FakeServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const what = { plural: 'pods', group: '', namespace: 'shop', labelSelector: 'app=api' }
const added = `${JSON.stringify({ type: 'ADDED', object: { kind: 'Pod' } })}\n`
const bookmark = `${JSON.stringify({ type: 'BOOKMARK', object: {} })}\n`
const gone = `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410 } })}\n`

/** Streams these pieces as one watch; then ends it, cuts it, or leaves it open. */
function stream(pieces: readonly string[], then: 'end' | 'cut' | 'open'): Reply {
  return {
    raw: (response, socket) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.flushHeaders()
      for (const piece of pieces) response.write(piece)
      if (then === 'end') response.end()
      if (then === 'cut') setTimeout(() => socket.destroy(), 20)
    },
  }
}

/** Watches until there were so many watches, and returns how often a change was told by then. */
async function watchThrough(
  handle: (request: Seen) => Reply,
  watches: number,
): Promise<{ changes: number; seen: Seen[] }> {
  const server = await startServer(handle)
  servers.push(server)
  const connection = await loadConnection(
    { kubeconfig: kubeconfigFile(kubeconfig(server.url)) },
    surroundings(),
  )
  const stop = new AbortController()
  let changes = 0
  const done = watchChanges(connection, what, {
    onChange: () => (changes += 1),
    signal: stop.signal,
    pause: 5,
  })
  await expect.poll(() => server.seen.length, { timeout: 5000 }).toBeGreaterThanOrEqual(watches)
  await new Promise((resolve) => setTimeout(resolve, 60))
  stop.abort()
  await done
  return { changes, seen: server.seen }
}

describe('a watch', () => {
  test('asks for the pods that are meant, and says when one changes; a bookmark is no change', async () => {
    const { changes, seen } = await watchThrough(() => stream([added, bookmark, added], 'open'), 1)
    expect(changes).toBeGreaterThanOrEqual(2)
    expect(seen[0]?.path).toBe('/api/v1/namespaces/shop/pods')
    expect(Object.fromEntries(seen[0]?.query ?? [])).toMatchObject({
      watch: 'true',
      labelSelector: 'app=api',
    })
    expect(seen[0]?.headers.authorization).toBe('Bearer secret-token')
    const quiet = await watchThrough(() => stream([bookmark, bookmark], 'open'), 1)
    expect(quiet.changes).toBe(1)
  })

  test('a line in two pieces is one change', async () => {
    const { changes } = await watchThrough(() => stream([added.slice(0, 10), added.slice(10)], 'open'), 1)
    expect(changes).toBe(2)
  })

  test.each([
    ['ends', () => stream([added], 'end'), 3],
    ['breaks off in the middle of a line', () => stream([added.slice(0, 12)], 'cut'), 2],
    ['has lost its place in history', () => stream([gone], 'open'), 2],
    ['says nonsense', () => stream(['<html>\n'], 'open'), 2],
    ['is refused with 410', () => failure(410, 'Expired', 'too old'), 1],
    [
      'meets a server that restarts',
      () => failure(503, 'ServiceUnavailable', 'apiserver is shutting down'),
      1,
    ],
  ])('that %s begins anew, and what was missed is looked at', async (_, first, told) => {
    const { changes } = await watchThrough(({ turn }) => (turn === 1 ? first() : stream([], 'open')), 2)
    expect(changes).toBe(told)
  })

  test('ends with its signal, however silent the server is', async () => {
    const started = Date.now()
    await watchThrough(() => ({ raw: () => {} }), 1)
    expect(Date.now() - started).toBeLessThan(3000)
  })
})

describe('counts', () => {
  test.each([
    [
      'Deployment',
      { replicas: 3 },
      { replicas: 4, updatedReplicas: 3, availableReplicas: 2 },
      { wanted: 3, updated: 3, available: 2, total: 4 },
    ],
    ['Deployment', {}, {}, { wanted: 1, updated: 0, available: 0, total: 0 }],
    [
      'DaemonSet',
      {},
      { desiredNumberScheduled: 5, currentNumberScheduled: 5, updatedNumberScheduled: 2, numberAvailable: 5 },
      { wanted: 5, updated: 2, available: 5, total: 5 },
    ],
    [
      'StatefulSet',
      { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } },
      { replicas: 3, updatedReplicas: 1, availableReplicas: 3 },
      { wanted: 3, updated: 3, available: 3, total: 3 },
    ],
    [
      'StatefulSet',
      { replicas: 2, updateStrategy: { type: 'OnDelete' } },
      { replicas: 2, updatedReplicas: 0, availableReplicas: 2 },
      { wanted: 2, updated: 2, available: 2, total: 2 },
    ],
    ['ReplicaSet', { replicas: 0 }, { replicas: 0 }, { wanted: 0, updated: 0, available: 0, total: 0 }],
  ])('of a %s with %o and %o', (kind, spec, status, counts) => {
    expect(countsOf({ kind, metadata: { name: 'x' }, spec, status })).toMatchObject(counts)
  })

  test('a spec that its controller has not seen yet', () => {
    expect(
      countsOf({ kind: 'Deployment', metadata: { generation: 2 }, status: { observedGeneration: 1 } }).isSeen,
    ).toBe(false)
  })

  test('the labels of its pods', () => {
    expect(podLabelsOf({ spec: { selector: { matchLabels: { app: 'api', tier: 'web' } } } })).toBe(
      'app=api,tier=web',
    )
    expect(podLabelsOf({ spec: {} })).toBe('')
  })
})
