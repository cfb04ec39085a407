import { afterEach, describe, expect, test } from 'vitest'
import { podKind } from '../../../src/cluster/api/kinds.ts'
import { loadConnection } from '../../../src/cluster/login/kubeconfig.ts'
import { type Watched, watchChanges, watchedFor } from '../../../src/cluster/watch/watch-workload.ts'
import { type FakeServer, failure, type Reply, type Seen, startServer } from '../fake-server.ts'
import { kubeconfig, kubeconfigFile, testEnvironment } from '../login/environment.ts'

const servers: FakeServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const pods: Watched = { kind: podKind, labelSelector: 'app=api' }
const added = `${JSON.stringify({ type: 'ADDED', object: { kind: 'Pod', metadata: { name: 'api-x' } } })}\n`
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

/** Watches until there were so many requests, and returns how often a change was told by then. */
async function watchThrough(
  handle: (request: Seen) => Reply,
  requests: number,
  {
    watched = pods,
    user = { token: 'secret-token' },
    pause = 5,
  }: { watched?: Watched; user?: object; pause?: number } = {},
): Promise<{ changes: number; seen: Seen[] }> {
  const server = await startServer(handle)
  servers.push(server)
  const connection = await loadConnection(
    { kubeconfig: kubeconfigFile(kubeconfig(server.url, user)) },
    testEnvironment({ PATH: process.env.PATH ?? '' }),
  )
  const stop = new AbortController()
  let changes = 0
  const done = watchChanges(connection, watched, {
    onChange: () => (changes += 1),
    signal: stop.signal,
    pause,
  })
  await expect.poll(() => server.seen.length).toBeGreaterThanOrEqual(requests)
  await new Promise((resolve) => setTimeout(resolve, 60))
  stop.abort()
  await done
  return { changes, seen: server.seen }
}

describe('a watch', () => {
  test('asks for the pods that are meant, and says when one changes; a bookmark is no change', async () => {
    const { changes, seen } = await watchThrough(() => stream([added, bookmark, added], 'open'), 1)
    expect(changes).toBe(2)
    expect(seen[0]?.path).toBe('/api/v1/namespaces/shop/pods')
    expect(Object.fromEntries(seen[0]?.query ?? [])).toMatchObject({
      watch: 'true',
      labelSelector: 'app=api',
    })
    expect(seen[0]?.query.get('resourceVersion')).toBe('0')
    expect(seen[0]?.query.has('allowWatchBookmarks')).toBe(false)
    expect(seen[0]?.headers.authorization).toBe('Bearer secret-token')
    expect(seen[0]?.headers['user-agent']).toMatch(/^kubectl-podlife\//)
    const quiet = await watchThrough(() => stream([bookmark, bookmark], 'open'), 1)
    expect(quiet.changes).toBe(0)
  })

  test('a line in two pieces is one change', async () => {
    const { changes } = await watchThrough(() => stream([added.slice(0, 10), added.slice(10)], 'open'), 1)
    expect(changes).toBe(1)
  })

  test('what does not matter is no change', async () => {
    const watched = { ...pods, matters: () => false }
    expect((await watchThrough(() => stream([added], 'open'), 1, { watched })).changes).toBe(0)
  })

  test.each([
    ['ends', () => stream([added], 'end'), 2],
    ['breaks off in the middle of a line', () => stream([added.slice(0, 12)], 'cut'), 1],
    ['has lost its place in history', () => stream([gone], 'open'), 1],
    ['says nonsense', () => stream(['<html>\n'], 'open'), 1],
    ['is refused with 410', () => failure(410, 'Expired', 'too old'), 1],
    [
      'meets a server that restarts',
      () => failure(503, 'ServiceUnavailable', 'apiserver is shutting down'),
      1,
    ],
  ])('that %s begins anew, and what was missed is looked at', async (_, first, reported) => {
    const { changes } = await watchThrough(({ turn }) => (turn === 1 ? first() : stream([], 'open')), 2)
    expect(changes).toBe(reported)
  })

  test('that ends with an error each time is begun anew less and less often', async () => {
    const trouble = `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 500 } })}\n`
    const started = Date.now()
    await watchThrough(() => stream([trouble], 'end'), 5, { pause: 20 })
    // 2, 4, 8 and 16 times the pause.
    expect(Date.now() - started).toBeGreaterThanOrEqual(600)
  })

  test('that may not be done becomes a look from time to time', async () => {
    const { changes, seen } = await watchThrough(() => failure(403, 'Forbidden', 'no watch'), 3, { pause: 2 })
    expect(changes).toBeGreaterThanOrEqual(2)
    expect(seen.length).toBeLessThan(6)
  })

  test('whose token has run out gets a new one, and loses nothing', async () => {
    const script = `n=$(cat $0.n 2>/dev/null || echo 0); echo $((n+1)) >$0.n; echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t'$n'"}}'`
    const name = kubeconfigFile('')
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'sh',
      args: ['-c', script, name],
      interactiveMode: 'Never',
    }
    const { changes, seen } = await watchThrough(
      ({ headers }) =>
        headers.authorization === 'Bearer t0'
          ? failure(401, 'Unauthorized', 'Unauthorized')
          : stream([added], 'open'),
      2,
      { user: { exec } },
    )
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer t0', 'Bearer t1'])
    expect(changes).toBe(1)
  })

  test('ends with its signal, however silent the server is', async () => {
    const { changes } = await watchThrough(() => ({ raw: () => {} }), 1)
    expect(changes).toBe(0)
  })
})

describe('what is watched for a workload', () => {
  const kind = { kind: 'Deployment', plural: 'deployments', group: 'apps' }

  test('itself, its pods by its whole selector, and warnings about what is called after it', () => {
    const matchExpressions = [{ key: 'tier', operator: 'In', values: ['web'] }]
    const watched = watchedFor(kind, 'api', {
      spec: { selector: { matchLabels: { app: 'api' }, matchExpressions } },
    })
    expect(
      watched.map(({ kind: { plural }, labelSelector = '', fieldSelector = '' }) => [
        plural,
        labelSelector,
        fieldSelector,
      ]),
    ).toEqual([
      ['deployments', '', 'metadata.name=api'],
      ['pods', 'app=api,tier in (web)', ''],
      ['events', '', 'type=Warning'],
    ])
    const matters = watched[2]?.matters
    expect(matters?.({ involvedObject: { name: 'api-7c9d8f-x2x4z' } })).toBe(true)
    expect(matters?.({ involvedObject: { name: 'db-0' } })).toBe(false)
  })

  test('a pod has no pods', () => {
    expect(watchedFor(podKind, 'x', null).map(({ kind: { plural } }) => plural)).toEqual(['pods', 'events'])
  })
})
