import { afterEach, describe, expect, test } from 'vitest'
import type { ClusterError } from '../../../src/cluster/errors.ts'
import { connectSweepWatch, type Lost } from '../../../src/cluster/follow/sweep-watch.ts'
import { usualLimits } from '../../../src/cluster/http/limits.ts'
import { noteSnapshot, watchJudge } from '../../../src/commands/why-failed/judge.ts'
import { WatchLedger } from '../../../src/commands/why-failed/ledger.ts'
import type { FailureReport } from '../../../src/report/failure-report.ts'
import { type FakeServer, failure, type Seen, startServer } from '../fake-server.ts'
import { kubeconfig, kubeconfigFile, testEnvironment } from '../login/environment.ts'
import { type Named, pod, recorded } from '../sweep/sweep-server.ts'
import { ChangingCluster } from '../watch-server.ts'

const running: { stop: AbortController; done: Promise<unknown>; server: FakeServer }[] = []

afterEach(async () => {
  for (const { stop, done, server } of running.splice(0)) {
    stop.abort()
    await done
    await server.close()
  }
})

const quickly = {
  soon: 10,
  onItsWay: 40,
  whileItMoves: 100,
  whileItFails: 60_000,
  whenItHasEnded: 60_000,
  eachOfMany: 0,
}

interface Watched {
  readonly cluster: ChangingCluster
  readonly seen: () => Seen[]
  readonly links: (Lost | null)[]
  readonly refused: string[]
  readonly error: () => ClusterError | null
  report(): FailureReport
  /** `CAUSE COUNT`, sorted. */
  groups(): string[]
}

async function watched(
  cluster: ChangingCluster,
  { namespace, workloadsEvery = 100 }: { namespace?: string; workloadsEvery?: number } = {},
): Promise<Watched> {
  const server = await startServer(cluster.handle)
  const watch = await connectSweepWatch(
    { kubeconfig: kubeconfigFile(kubeconfig(server.url)), ...(namespace === undefined ? {} : { namespace }) },
    {
      environment: testEnvironment(),
      limits: { ...usualLimits, pause: 20, connect: 400, firstByte: 400 },
      pace: { turn: 10, workloadsEvery, heartbeat: 100 },
    },
  )
  const ledger = new WatchLedger()
  const report = (): FailureReport => ledger.report(watch.now(), null)
  let isListed = false
  const checked = (): void => {
    if (!isListed) return
    const { pods, ...rest } = report().totals
    const { healthy, completed, starting, terminating, failing, unexplained, older } = rest
    const sum = healthy + completed + starting + terminating + failing + unexplained + older
    if (pods !== sum || pods !== ledger.size)
      throw new Error(`the totals do not add up: ${JSON.stringify(report().totals)}`)
  }
  const judge = watchJudge(ledger, checked, quickly)
  const target = {
    allNamespaces: namespace === undefined,
    labelSelector: '',
    fieldSelector: '',
    consistent: false,
  }
  for await (const step of watch.sweep(target, judge)) {
    if (step.kind === 'well') ledger.count(step.as, step.pods)
    if (step.kind === 'snapshots') for (const snapshot of step.snapshots) noteSnapshot(ledger, snapshot)
  }
  const swept = server.seen.length
  const stop = new AbortController()
  const links: (Lost | null)[] = []
  const refused: string[] = []
  let error: ClusterError | null = null
  const listed = Promise.withResolvers<void>()
  const done = watch
    .follow(
      target,
      {
        ...judge,
        listed: () => {
          judge.listed()
          isListed = true
          checked()
          listed.resolve()
        },
      },
      { stop: stop.signal, onLink: (lost) => links.push(lost), onRefused: (name) => refused.push(name) },
    )
    .catch((problem: ClusterError) => {
      error = problem
      listed.resolve()
    })
  running.push({ stop, done, server })
  await listed.promise
  return {
    cluster,
    seen: () => server.seen.slice(swept),
    links,
    refused,
    error: () => error,
    report,
    groups: () => groupsOf(report()),
  }
}

function groupsOf({ groups }: FailureReport): string[] {
  const counts = new Map<string, number>()
  for (const { cause, count } of groups) counts.set(cause, (counts.get(cause) ?? 0) + count)
  return [...counts].map(([cause, count]) => `${cause} ${count}`).toSorted()
}

function healthy(count: number, namespaces = 5): Named[] {
  return Array.from({ length: count }, (_, index) =>
    pod('a05-healthy-deploy', `ns-${index % namespaces}`, `well-${index}`),
  )
}

const crashing = (namespace: string, name: string): Named =>
  pod('e01-exit1-termination-message', namespace, name)
const pulling = (namespace: string, name: string): Named => pod('b01-image-tag-missing', namespace, name)
const well = (namespace: string, name: string): Named => pod('a05-healthy-deploy', namespace, name)
const singles = (seen: readonly Seen[]): string[] =>
  seen.filter(({ path }) => /\/pods\/[^/]+$/.test(path)).map(({ path }) => path.replace(/.*\//, ''))
const podLists = (seen: readonly Seen[]): Seen[] =>
  seen.filter(({ path, query }) => /\/pods$/.test(path) && !query.has('watch'))
const until = { interval: 20 }

describe.each([
  ['few pods, all namespaces', 30, undefined],
  ['few pods, one namespace', 30, 'ns-1'],
  ['many pods, all namespaces', 1500, undefined],
  ['many pods, one namespace', 6000, 'ns-1'],
])('%s', (_, count, namespace) => {
  test('what fails comes, what is healed or deleted goes', async () => {
    const cluster = new ChangingCluster([...healthy(count), pulling('ns-1', 'pull')])
    const { groups, report, error } = await watched(cluster, namespace === undefined ? {} : { namespace })
    const before = (namespace === undefined ? count : count / 5) + 1
    expect(report().totals.pods).toBe(before)
    expect(groups()).toEqual(['image-tag-missing 1'])
    cluster.set('pods', crashing('ns-1', 'well-1'))
    cluster.set('pods', crashing('ns-1', 'new'))
    cluster.set('pods', crashing('other', 'elsewhere'))
    const more = namespace === undefined ? 1 : 0
    await expect.poll(groups, until).toEqual([`app-exit ${2 + more}`, 'image-tag-missing 1'])
    expect(report().totals.pods).toBe(before + 1 + more)
    cluster.set('pods', well('ns-1', 'well-1'))
    cluster.delete('pods', crashing('ns-1', 'new'))
    cluster.delete('pods', crashing('other', 'elsewhere'))
    cluster.delete('pods', well('ns-1', 'well-6'))
    await expect.poll(groups, until).toEqual(['image-tag-missing 1'])
    await expect.poll(() => report().totals, until).toMatchObject({ pods: before - 1, failing: 1 })
    // Whatever did not add up on the way would have ended it.
    expect(error()).toBeNull()
  })
})

describe('the price', () => {
  test('of many pods none that is well is asked for, and one watch tells of all', async () => {
    const cluster = new ChangingCluster([
      ...healthy(3000),
      ...healthy(8).map(({ metadata }) => crashing(metadata.namespace, `bad-${metadata.name}`)),
    ])
    const { groups, seen } = await watched(cluster)
    expect(groups()).toEqual(['app-exit 8'])
    cluster.set('pods', crashing('ns-1', 'well-1'))
    await expect.poll(groups, until).toEqual(['app-exit 9'])
    expect(singles(seen())).toEqual(['well-1'])
    // Cells that are older than the version that the watch goes on from would hide what happened in between.
    const lists = podLists(seen()).filter(({ path }) => path.includes('/namespaces/'))
    expect(new Set(lists.map(({ query }) => query.get('resourceVersionMatch')))).toEqual(
      new Set(['NotOlderThan']),
    )
    expect(seen().filter(({ path, query }) => query.has('watch') && path.endsWith('/pods'))).toHaveLength(1)
  })

  test('of a namespace the watch carries cells alone', async () => {
    const { seen } = await watched(new ChangingCluster(healthy(20)), { namespace: 'ns-1' })
    const podWatch = (): Seen | undefined =>
      seen().find(({ path, query }) => query.has('watch') && path.endsWith('/pods'))
    await expect.poll(podWatch, until).toBeDefined()
    const watch = podWatch()
    expect(watch?.query.get('includeObject')).toBe('None')
    expect(watch?.headers.accept).toContain('as=Table')
  })

  test('a rollout of a thousand pods is read in lists, not one by one', async () => {
    const cluster = new ChangingCluster(healthy(2000))
    const { report, seen } = await watched(cluster)
    for (let index = 0; index < 1000; index += 1) cluster.set('pods', pulling('ns-2', `roll-${index}`))
    await expect.poll(() => report().totals.failing, until).toBe(1000)
    expect(singles(seen()).length).toBeLessThan(100)
    expect(podLists(seen()).length).toBeLessThan(40)
  })

  test('a pod that flaps is read once in a while', async () => {
    const cluster = new ChangingCluster(healthy(20))
    const { groups, seen } = await watched(cluster)
    for (let turn = 0; turn < 50; turn += 1) {
      cluster.set('pods', crashing('ns-1', 'well-1'))
      await new Promise((resolve) => setTimeout(resolve, 10))
      cluster.set('pods', well('ns-1', 'well-1'))
    }
    cluster.set('pods', crashing('ns-1', 'well-1'))
    await expect.poll(groups, until).toEqual(['app-exit 1'])
    expect(singles(seen()).length).toBeLessThanOrEqual(4)
  })
})

describe('a watch', () => {
  test('that the server closes goes on from where it was, without a list', async () => {
    const cluster = new ChangingCluster(healthy(30))
    const { groups, seen, links } = await watched(cluster)
    const lists = podLists(seen()).length
    cluster.endWatches()
    cluster.set('pods', crashing('ns-1', 'well-1'))
    await expect.poll(groups, until).toEqual(['app-exit 1'])
    cluster.endWatches('cut')
    cluster.delete('pods', crashing('ns-1', 'well-1'))
    await expect.poll(groups, until).toEqual([])
    expect(podLists(seen())).toHaveLength(lists)
    expect(links).toEqual([])
  })

  test.each([undefined, 'ns-1'])(
    'whose place in history is gone begins anew (%s): nothing is lost or doubled',
    async (namespace) => {
      const cluster = new ChangingCluster([
        ...healthy(30, namespace === undefined ? 5 : 1).map(({ metadata }) => well('ns-1', metadata.name)),
        crashing('ns-1', 'heals'),
        crashing('ns-1', 'goes'),
        crashing('ns-1', 'stays'),
      ])
      const { groups, report, seen } = await watched(cluster, namespace === undefined ? {} : { namespace })
      expect(report().totals).toMatchObject({ pods: 33, failing: 3 })
      cluster.instead = ({ query }) =>
        query.has('watch') ? failure(503, 'ServiceUnavailable', 'restarting') : null
      cluster.endWatches()
      cluster.set('pods', well('ns-1', 'heals'))
      cluster.delete('pods', crashing('ns-1', 'goes'))
      cluster.set('pods', pulling('ns-1', 'comes'))
      cluster.forget()
      cluster.instead = () => null
      await expect.poll(groups, until).toEqual(['app-exit 1', 'image-tag-missing 1'])
      expect(report().totals).toMatchObject({ pods: 33, failing: 2 })
      // What a server remembers may be as old as what it has forgotten.
      expect(podLists(seen()).at(-1)?.query.get('resourceVersion')).toBeNull()
    },
  )

  test('of a server that is away says since when, and goes on when it is back', async () => {
    const cluster = new ChangingCluster(healthy(30))
    const { groups, links, error } = await watched(cluster)
    const before = Date.now()
    cluster.instead = () => ({ raw: (_, socket) => socket.destroy() })
    cluster.endWatches('cut')
    await expect.poll(() => links.length, until).toBe(1)
    expect(links[0]?.since).toBeGreaterThanOrEqual(before - 50)
    expect(links[0]?.why.message).toContain('127.0.0.1')
    cluster.set('pods', crashing('ns-1', 'well-1'))
    cluster.instead = () => null
    await expect.poll(() => links, until).toEqual([expect.anything(), null])
    await expect.poll(groups, until).toEqual(['app-exit 1'])
    expect(error()).toBeNull()
  })

  test('of a network that swallows everything is noticed by asking', async () => {
    const cluster = new ChangingCluster(healthy(30))
    const { groups, links } = await watched(cluster)
    cluster.instead = () => ({ raw: () => {} })
    await expect.poll(() => links.length, until).toBe(1)
    cluster.instead = () => null
    cluster.set('pods', crashing('ns-1', 'well-1'))
    await expect.poll(groups, until).toEqual(['app-exit 1'])
    expect(links.at(-1)).toBeNull()
  })

  test('that is refused ends with the refusal', async () => {
    const cluster = new ChangingCluster(healthy(30))
    cluster.instead = ({ path, query }) =>
      query.has('watch') && path.endsWith('/pods')
        ? failure(403, 'Forbidden', 'pods is forbidden: User "x" cannot watch resource "pods"')
        : null
    const { error } = await watched(cluster)
    await expect.poll(() => error()?.kind, until).toBe('refused')
    expect(error()?.message).toContain('cannot watch')
  })

  test('whose login ends while it runs is refused, after a server had time to read its own rules', async () => {
    const cluster = new ChangingCluster(healthy(30))
    const { error } = await watched(cluster)
    cluster.instead = () => failure(401, 'Unauthorized', 'Unauthorized')
    cluster.endWatches()
    await expect.poll(() => error()?.kind, until).toBe('refused')
  })

  test('without the right to read events goes on, and says so', async () => {
    const cluster = new ChangingCluster(healthy(30))
    cluster.instead = ({ path }) =>
      path.endsWith('/events') ? failure(403, 'Forbidden', 'events is forbidden') : null
    const { report, groups } = await watched(cluster)
    cluster.set('pods', crashing('ns-1', 'well-1'))
    await expect.poll(groups, until).toEqual(['app-exit 1'])
    expect(report().gaps).toContainEqual({ source: 'events', why: 'forbidden', detail: '', count: 1 })
  })

  test('of several namespaces goes on without one that is refused', async () => {
    const cluster = new ChangingCluster(healthy(30))
    cluster.instead = ({ path, query }) =>
      path.includes('/ns-2/pods') && query.has('watch') ? failure(403, 'Forbidden', 'no') : null
    const { refused, groups, report } = await watched(cluster, { namespace: 'ns-1,ns-2' })
    await expect.poll(() => refused, until).toEqual(['ns-2'])
    cluster.set('pods', crashing('ns-1', 'well-1'))
    await expect.poll(groups, until).toEqual(['app-exit 1'])
    expect(report().totals.pods).toBeGreaterThanOrEqual(6)
  })
})

describe('what no pod of its own tells', () => {
  test('a creation that is refused shows, and goes when it is healed', async () => {
    const cluster = new ChangingCluster(healthy(10))
    // Long enough that only what happens tells.
    const { groups, report } = await watched(cluster, { workloadsEvery: 60_000 })
    const sets = recorded('l01-quota', 'ReplicaSet')
    for (const set of sets) cluster.set('replicasets', set)
    for (const deployment of recorded('l01-quota', 'Deployment')) cluster.set('deployments', deployment)
    for (const event of recorded('l01-quota', 'Event')) cluster.set('events', event)
    await expect.poll(() => report().totals.workloadsWithoutPods, until).toBe(1)
    expect(groups()).toEqual(['quota-exceeded 1'])
    for (const set of sets) cluster.delete('replicasets', set)
    cluster.set('pods', well(sets[0]?.metadata.namespace ?? '', 'healed'))
    await expect.poll(groups, until).toEqual([])
    expect(report().totals.workloadsWithoutPods).toBe(0)
  })

  test('a node that is lost: its pods are looked at, though their cells stay as they were', async () => {
    const [node] = recorded('node-lost', 'Node')
    if (node === undefined) throw new Error('there is no such node')
    const asIf = (word: string): Named => ({
      ...node,
      metadata: { ...node.metadata, namespace: '' },
      status: { ...((node as { status?: object }).status ?? {}), word },
    })
    const on = (name: string, nodeName: string): Named => {
      const one = well('ns-1', name)
      return { ...one, spec: { ...(one.spec as object), nodeName } }
    }
    const others = healthy(1500).map(({ metadata }) => on(metadata.name, 'elsewhere'))
    const cluster = new ChangingCluster([...others, on('here', node.metadata.name)], {
      nodes: [asIf('Ready')],
    })
    const { seen } = await watched(cluster)
    expect(singles(seen())).toEqual([])
    cluster.set('nodes', asIf('NotReady'))
    await expect.poll(() => singles(seen()), until).toEqual(['here'])
  })

  test('time alone: a pod that ends becomes one that is stuck', async () => {
    const [ending] = recorded('terminating-in-pre-stop', 'Pod')
    if (ending === undefined) throw new Error('there is no such pod')
    const deletedAt = Date.parse(
      (ending.metadata as unknown as { deletionTimestamp: string }).deletionTimestamp,
    )
    const cluster = new ChangingCluster([...healthy(10), ending])
    cluster.now = deletedAt - 5000
    const { report } = await watched(cluster)
    expect(report().totals).toMatchObject({ terminating: 1, failing: 0 })
    cluster.now = deletedAt + 3600_000
    await expect.poll(() => report().totals, until).toMatchObject({ terminating: 0, failing: 1 })
  })
})
