import { afterEach, describe, expect, test } from 'vitest'
import { ClusterError, type ConnectOptions, connect, type Target } from '../../../src/cluster/live/cluster.ts'
import type { Gap, PodSnapshot, Wanted } from '../../../src/pod/snapshot.ts'
import { type FakeServer, failure, type Reply, type Seen, startServer } from '../fake-server.ts'
import { kubeconfig, kubeconfigFile, quick, testEnvironment } from '../login/environment.ts'

const servers: FakeServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

type Routes = Record<string, (request: Seen) => Reply>

const date = 'Tue, 24 Nov 2026 02:15:00 GMT'
const nothing: Wanted = { node: false, nodes: false, owners: false, claims: [], logs: [] }
const everything: Wanted = {
  node: true,
  nodes: false,
  owners: true,
  claims: ['data'],
  logs: [{ container: 'app', previous: true }],
}

const core = '/api/v1/namespaces/shop'
const apps = '/apis/apps/v1/namespaces/shop'
const batch = '/apis/batch/v1/namespaces/shop'

const pod = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: {
    name: 'api-1',
    namespace: 'shop',
    uid: 'pod-uid',
    creationTimestamp: '2026-11-24T02:00:00Z',
    managedFields: [{}],
    ownerReferences: [
      { kind: 'ReplicaSet', apiVersion: 'apps/v1', name: 'api', uid: 'rs-uid', controller: true },
    ],
  },
  spec: { nodeName: 'node-a', volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] },
}
const replicaSet = {
  kind: 'ReplicaSet',
  apiVersion: 'apps/v1',
  metadata: {
    name: 'api',
    namespace: 'shop',
    uid: 'rs-uid',
    annotations: { 'deployment.kubernetes.io/revision': '10' },
    ownerReferences: [
      { kind: 'Deployment', apiVersion: 'apps/v1', name: 'api', uid: 'deploy-uid', controller: true },
    ],
  },
  spec: { replicas: 1, selector: { matchLabels: { app: 'api', 'pod-template-hash': 'x' } } },
}
const deployment = {
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  metadata: { name: 'api', namespace: 'shop', uid: 'deploy-uid' },
  spec: {
    selector: {
      matchLabels: { app: 'api' },
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }],
    },
  },
}
const event = (name: string, uid: string, more: object = {}): object => ({
  metadata: { name: `${name}.${uid}`, namespace: 'shop', uid: `event-${name}-${uid}` },
  involvedObject: { kind: 'Pod', namespace: 'shop', name, uid },
  reason: 'BackOff',
  ...more,
})
const columns = ['Name', 'Ready', 'Status', 'Restarts', 'Age'].map((name) => ({ name }))
const table = (...objects: object[]): object => ({
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  columnDefinitions: columns,
  rows: objects.map((object) => ({
    cells: ['api-1', '0/1', 'CrashLoopBackOff', '5 (2m ago)', '15m'],
    object,
  })),
})
const list = (kind: string, items: object[], metadata: object = {}): Reply => ({
  body: { kind: `${kind}List`, apiVersion: 'v1', metadata, items },
})

/** Everything there and readable. */
const whole: Routes = {
  '/version': () => ({ body: { gitVersion: 'v1.34.2' } }),
  [`${core}/pods/api-1`]: () => ({ body: table(pod), headers: { Date: date } }),
  [`${core}/events`]: () => list('Event', [event('api-1', 'pod-uid'), event('api-1', 'older-uid')]),
  [`${core}/pods/api-1/log`]: () => ({ body: 'first\r\nlast words\n' }),
  [`${core}/persistentvolumeclaims/data`]: () => ({
    body: {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'shop' },
      spec: { volumeName: 'pv-1' },
    },
  }),
  '/api/v1/persistentvolumes/pv-1': () => ({
    body: { kind: 'PersistentVolume', metadata: { name: 'pv-1' } },
  }),
  '/api/v1/nodes/node-a': () => ({ body: { kind: 'Node', metadata: { name: 'node-a' } } }),
  [`${apps}/replicasets/api`]: () => ({ body: replicaSet }),
  [`${apps}/deployments/api`]: () => ({ body: deployment }),
}

async function read(
  routes: Routes,
  target: Target | string,
  wanted: Wanted = nothing,
  options: ConnectOptions = {},
): Promise<{ snapshots: PodSnapshot[]; server: FakeServer }> {
  const server = await startServer((request) => {
    const route = routes[request.path]
    return route === undefined ? failure(404, 'NotFound', `${request.path} not found`) : route(request)
  })
  servers.push(server)
  const kubeconfigPath = kubeconfigFile(kubeconfig(server.url))
  const cluster = await connect(
    { kubeconfig: kubeconfigPath },
    { limits: quick, environment: testEnvironment(), ...options },
  )
  const names = typeof target === 'string' ? { names: [named(target)] } : target
  return { snapshots: await cluster.fetchPods(names, () => wanted), server }
}

function named(word: string): { type: string; name: string } {
  const [type = '', name] = word.split('/')
  return name === undefined ? { type: 'pods', name: type } : { type, name }
}

async function readOne(routes: Routes, wanted: Wanted = nothing): Promise<PodSnapshot> {
  const { snapshots } = await read({ ...whole, ...routes }, 'api-1', wanted)
  expect(snapshots).toHaveLength(1)
  return snapshots[0] as PodSnapshot
}

async function errorOf(promise: Promise<unknown>): Promise<ClusterError> {
  const error: unknown = await promise.then(
    () => expect.fail('expected an error'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ClusterError)) throw error
  return error
}

describe('one pod', () => {
  test('with all that can be wanted takes at most 8 requests, all of them GET', async () => {
    const { snapshots, server } = await read(whole, 'api-1', everything)
    const [snapshot] = snapshots
    expect(snapshot).toMatchObject({
      takenAt: '2026-11-24T02:15:00Z',
      takenAtIs: 'exact',
      from: 'server',
      serverVersion: '1.34.2',
      namespace: 'shop',
      row: { status: 'CrashLoopBackOff', ready: '0/1', restarts: '5 (2m ago)' },
      node: { metadata: { name: 'node-a' } },
      nodes: [{ metadata: { name: 'node-a' } }],
      claims: [{ metadata: { name: 'data' } }],
      volumes: [{ metadata: { name: 'pv-1' } }],
      logs: [{ container: 'app', previous: true, lines: ['first', 'last words'] }],
    })
    // The pod, its events, the version, a log, a node, claim and volume are 7; two owners do not fit any more.
    expect(server.seen).toHaveLength(7)
    expect(snapshot?.gaps).toEqual([
      { source: 'owner', why: 'not-asked', detail: 'too many requests for one pod' },
    ])
    expect(snapshot?.events.map(({ involvedObject }) => involvedObject?.uid)).toEqual([
      'pod-uid',
      'older-uid',
    ])
    expect(snapshot?.pod?.metadata?.managedFields).toBeUndefined()
  })

  test('asks for table, events of this name and the log of the right run', async () => {
    const { server } = await read(whole, 'api-1', everything)
    const asked = (path: string): Seen | undefined => server.seen.find((seen) => seen.path === path)
    expect(asked(`${core}/pods/api-1`)?.headers.accept).toBe(
      'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
    )
    expect(asked(`${core}/pods/api-1`)?.query.get('includeObject')).toBe('Object')
    expect(asked(`${core}/events`)?.query.get('fieldSelector')).toBe(
      'involvedObject.name=api-1,involvedObject.kind=Pod',
    )
    expect(asked(`${core}/events`)?.query.get('limit')).toBe('500')
    expect(Object.fromEntries(asked(`${core}/pods/api-1/log`)?.query ?? [])).toEqual({
      container: 'app',
      previous: 'true',
      tailLines: '30',
      limitBytes: '65536',
    })
  })

  test('reads the events of a claim that is not bound, in one list', async () => {
    const ofClaim = {
      ...event('data', ''),
      reason: 'ProvisioningFailed',
      involvedObject: { kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' },
    }
    const routes: Routes = {
      ...whole,
      [`${core}/persistentvolumeclaims/data`]: () => ({
        body: { kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' }, spec: {} },
      }),
      [`${core}/events`]: ({ query }) =>
        list('Event', query.get('fieldSelector')?.includes('Claim') === true ? [ofClaim] : []),
    }
    const { server, snapshots } = await read(routes, 'api-1', { ...nothing, claims: ['data'] })
    const asked = server.seen.filter(({ path }) => path === `${core}/events`)
    expect(asked.map(({ query }) => query.get('fieldSelector'))).toEqual([
      'involvedObject.name=api-1,involvedObject.kind=Pod',
      'involvedObject.name=data,involvedObject.kind=PersistentVolumeClaim',
    ])
    expect(snapshots[0]?.claimEvents).toMatchObject([{ reason: 'ProvisioningFailed' }])
  })

  test('has its controllers, nearest first', async () => {
    const { owners, gaps } = await readOne({}, { ...nothing, owners: true })
    expect(owners.map(({ kind }) => kind)).toEqual(['ReplicaSet', 'Deployment'])
    expect(gaps).toEqual([])
  })

  test('comes as plain JSON from a server that makes no tables', async () => {
    expect(await readOne({ [`${core}/pods/api-1`]: () => ({ body: pod }) })).toMatchObject({
      row: null,
      pod: { kind: 'Pod' },
    })
    const refusing = await readOne({
      [`${core}/pods/api-1`]: ({ headers }) =>
        headers.accept?.includes('Table') ? failure(406, 'NotAcceptable', 'only JSON') : { body: pod },
    })
    expect(refusing).toMatchObject({ row: null, pod: { kind: 'Pod' } })
  })

  test('of another name is asked for, and no other path', async () => {
    for (const name of ['..', '.', 'a/b', 'a%2fb', 'a\u0000b', '']) {
      const error = await errorOf(read(whole, { names: [{ type: 'pod', name }] }))
      expect(error.kind).toBe('usage')
    }
    for (const name of ['a?b=c', 'a#b', 'a,b=c', 'a b', 'ä\\']) {
      const { server } = await read(
        {
          [`${core}/pods/${encodeURIComponent(name)}`]: () => ({
            body: table({ ...pod, metadata: { name, namespace: 'shop' } }),
          }),
          [`${core}/events`]: () => list('Event', []),
        },
        { names: [{ type: 'pod', name }] },
      )
      expect(new Set(server.seen.map(({ path }) => path))).toEqual(
        new Set([`${core}/pods/${encodeURIComponent(name)}`, `${core}/events`, '/version']),
      )
      const selector = server.seen.find(({ path }) => path.endsWith('/events'))?.query.get('fieldSelector')
      const escaped = name.replace(/[\\,=]/g, '\\$&')
      expect(selector).toBe(`involvedObject.name=${escaped},involvedObject.kind=Pod`)
    }
  })

  test('that cannot be read ends in its error', async () => {
    const answers: [Reply, Partial<ClusterError>][] = [
      [
        failure(404, 'NotFound', 'pods "api-1" not found'),
        { kind: 'not-found', message: 'Error from server (NotFound): pods "api-1" not found' },
      ],
      [failure(403, 'Forbidden', 'no'), { kind: 'refused' }],
      [failure(401, 'Unauthorized', 'Unauthorized'), { kind: 'refused' }],
      [{ raw: () => {} }, { kind: 'unreachable', timedOut: true }],
      ...[
        null,
        [],
        'x',
        {},
        { kind: 'PodList', items: [] },
        { kind: 'Pod' },
        { kind: 'Table', rows: null },
      ].map((body): [Reply, Partial<ClusterError>] => [
        { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } },
        { kind: 'protocol' },
      ]),
      [{ body: table() }, { kind: 'protocol' }],
      [{ body: table({ kind: 'PartialObjectMetadata' }) }, { kind: 'protocol' }],
    ]
    for (const [reply, expected] of answers) {
      const error = await errorOf(read({ ...whole, [`${core}/pods/api-1`]: () => reply }, 'api-1'))
      expect(error, JSON.stringify(reply)).toMatchObject(expected)
    }
  })
})

describe('a source that cannot be read is a gap', () => {
  const sources: [string, string, Wanted, Gap['source']][] = [
    ['events', `${core}/events`, nothing, 'events'],
    ['the node', '/api/v1/nodes/node-a', { ...nothing, node: true }, 'node'],
    ['all nodes', '/api/v1/nodes', { ...nothing, nodes: true }, 'nodes'],
    ['the owner', `${apps}/replicasets/api`, { ...nothing, owners: true }, 'owner'],
    ["the owner's owner", `${apps}/deployments/api`, { ...nothing, owners: true }, 'owner'],
    ['the claim', `${core}/persistentvolumeclaims/data`, { ...nothing, claims: ['data'] }, 'claims'],
    ['the volume', '/api/v1/persistentvolumes/pv-1', { ...nothing, claims: ['data'] }, 'volumes'],
    ['the log', `${core}/pods/api-1/log`, everything, 'logs'],
  ]
  const faults: [string, Reply, Gap['why']][] = [
    ['refused', failure(403, 'Forbidden', 'x is forbidden: User "u" cannot'), 'forbidden'],
    ['401', failure(401, 'Unauthorized', 'Unauthorized'), 'unauthorized'],
    ['silent', { raw: () => {} }, 'timed-out'],
    ['broken', { body: '{"kind":', headers: { 'Content-Type': 'application/json' } }, 'failed'],
    ['a login page', { body: '<html>', headers: { 'Content-Type': 'text/html' } }, 'failed'],
    ['failing', failure(500, 'InternalError', 'etcd'), 'failed'],
  ]
  for (const [what, path, wanted, source] of sources) {
    test.each(faults)(`${what}: %s`, async (_, reply, why) => {
      const { gaps, pod: found } = await readOne({ [path]: () => reply }, wanted)
      expect(found).not.toBeNull()
      const own = gaps.filter((gap) => gap.source === source && gap.why !== 'not-asked')
      expect(own).toEqual([{ source, why, detail: expect.any(String) }])
      expect(own[0]?.detail).not.toMatch(/^Error from server|[\r\n]/)
    })
  }

  test('an empty list is none', async () => {
    const { gaps, events } = await readOne({ [`${core}/events`]: () => list('Event', []) })
    expect([gaps, events]).toEqual([[], []])
  })

  test('null, a wrong kind or items of another shape are no empty list', async () => {
    for (const body of [
      null,
      {},
      [],
      { kind: 'Event' },
      { kind: 'EventList', items: null },
      { kind: 'EventList' },
      { kind: 'EventList', items: 'abc' },
      { kind: 'EventList', items: [null] },
      { kind: 'PodList', items: [] },
    ]) {
      const reply = { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
      const { gaps } = await readOne({ [`${core}/events`]: () => reply })
      expect(gaps, JSON.stringify(body)).toMatchObject([{ source: 'events', why: 'failed' }])
    }
  })

  test('no events of a pod older than an hour have expired', async () => {
    const old = { ...pod, metadata: { ...pod.metadata, creationTimestamp: '2026-11-24T01:14:59Z' } }
    const { gaps } = await readOne({
      [`${core}/pods/api-1`]: () => ({ body: table(old), headers: { Date: date } }),
      [`${core}/events`]: () => list('Event', []),
    })
    expect(gaps).toMatchObject([{ source: 'events', why: 'expired' }])
  })

  test('a claim or volume that is not there is an answer, not a gap', async () => {
    const missing = (path: string): Routes => ({ [path]: () => failure(404, 'NotFound', 'not found') })
    const claims = { ...nothing, claims: ['data'] }
    expect(await readOne(missing(`${core}/persistentvolumeclaims/data`), claims)).toMatchObject({
      claims: [],
      gaps: [],
    })
    expect(await readOne(missing('/api/v1/persistentvolumes/pv-1'), claims)).toMatchObject({
      volumes: [],
      claimEvents: [],
      gaps: [],
    })
  })

  test('an owner that was replaced by a namesake is not taken', async () => {
    const other = { ...replicaSet, metadata: { ...replicaSet.metadata, uid: 'other' } }
    const { gaps, owners } = await readOne(
      { [`${apps}/replicasets/api`]: () => ({ body: other }) },
      { ...nothing, owners: true },
    )
    expect(owners).toEqual([])
    expect(gaps).toMatchObject([{ source: 'owner', why: 'not-found' }])
  })

  test('hostile owner references are never put into a path', async () => {
    for (const reference of [
      { kind: 'ReplicaSet', apiVersion: 'apps/v1', name: '../../secrets/x' },
      { kind: 'ReplicaSet', apiVersion: 'apps/v1', name: '..' },
      { kind: 'ReplicaSet', apiVersion: 'apps/v1', name: '' },
      { kind: 'Secret', apiVersion: 'v1', name: 'token' },
      { kind: 'ReplicaSet', apiVersion: 'evil/v1', name: 'api' },
    ]) {
      const hostile = {
        ...pod,
        metadata: { ...pod.metadata, ownerReferences: [{ ...reference, uid: 'u', controller: true }] },
      }
      const { snapshots, server } = await read(
        { ...whole, [`${core}/pods/api-1`]: () => ({ body: table(hostile) }) },
        'api-1',
        { ...nothing, owners: true },
      )
      expect(server.seen).toHaveLength(3)
      expect(snapshots[0]?.gaps).toMatchObject([{ source: 'owner' }])
    }
  })

  test.each([
    [failure(400, 'BadRequest', 'previous terminated container "app" in pod "api-1" not found'), 'not-found'],
    [{ body: 'unable to retrieve container logs for containerd://0a1b' }, 'failed'],
    [
      { body: 'failed to try resolving symlinks in path "/var/log/pods/x.log": lstat: no such file' },
      'failed',
    ],
    [failure(502, 'ServiceUnavailable', 'dial tcp: no route to host'), 'failed'],
  ])('a log that is none: %j', async (reply, why) => {
    const { gaps, logs } = await readOne(
      { [`${core}/pods/api-1/log`]: () => reply },
      { ...nothing, logs: everything.logs },
    )
    expect(logs).toEqual([])
    expect(gaps).toMatchObject([{ source: 'logs', why }])
  })

  test.each([
    ['', []],
    ['one', ['one']],
    ['\u00ff\u0000\n\n\n', ['\u00ff\u0000']],
    [
      Array.from({ length: 50 }, (_, line) => line).join('\n'),
      Array.from({ length: 30 }, (_, line) => String(line + 20)),
    ],
    [
      'unable to retrieve container logs for x\nsaid the program',
      ['unable to retrieve container logs for x', 'said the program'],
    ],
  ])('a log that is one: %j', async (body, lines) => {
    const { logs, gaps } = await readOne(
      { [`${core}/pods/api-1/log`]: () => ({ body }) },
      { ...nothing, logs: everything.logs },
    )
    expect(logs).toEqual([{ container: 'app', previous: true, lines }])
    expect(gaps).toEqual([])
  })

  test('a version that cannot be read is not known, and nothing else', async () => {
    for (const reply of [failure(403, 'Forbidden', 'no'), { body: 'x' }, { body: { gitVersion: 7 } }]) {
      expect(await readOne({ '/version': () => reply })).toMatchObject({ serverVersion: null, gaps: [] })
    }
  })
})

describe('a long list', () => {
  const pages = (replies: Reply[]): Routes => ({
    [`${core}/events`]: ({ turn }) => replies[turn - 1] ?? failure(500, 'x', 'one too many'),
  })
  const any: Target = { selector: 'app=api', fieldSelector: '', allNamespaces: false }
  const withPages = (replies: Reply[]): Promise<{ snapshots: PodSnapshot[]; server: FakeServer }> =>
    read({ ...whole, [`${core}/pods`]: () => ({ body: table(pod) }), ...pages(replies) }, any)
  const one = list('Event', [event('api-1', 'a')], { continue: 't1' })

  test('is read page by page', async () => {
    const { snapshots, server } = await withPages([one, list('Event', [event('api-1', 'b')])])
    expect(snapshots[0]).toMatchObject({
      events: [{ involvedObject: { uid: 'a' } }, { involvedObject: { uid: 'b' } }],
      gaps: [],
    })
    const tokens = server.seen
      .filter(({ path }) => path.endsWith('/events'))
      .map(({ query }) => query.get('continue'))
    expect(tokens).toEqual([null, 't1'])
  })

  test('goes on with the token that a 410 offers, and takes no object twice', async () => {
    const gone = failure(410, 'Expired', 'too old', { continue: 't2' })
    const { snapshots, server } = await withPages([
      one,
      gone,
      list('Event', [event('api-1', 'a'), event('api-1', 'b')]),
    ])
    expect(snapshots[0]?.events).toHaveLength(2)
    expect(snapshots[0]?.gaps).toEqual([])
    expect(
      server.seen
        .filter(({ path }) => path.endsWith('/events'))
        .at(-1)
        ?.query.get('continue'),
    ).toBe('t2')
  })

  test.each([
    ['410 without a token', failure(410, 'Expired', 'too old'), 'failed'],
    ['refused on the way', failure(403, 'Forbidden', 'no'), 'forbidden'],
    ['the same token for ever', one, 'failed'],
  ])('keeps what was read: %s', async (_, second, why) => {
    const { snapshots } = await withPages([one, second])
    expect(snapshots[0]?.events).toHaveLength(1)
    expect(snapshots[0]?.gaps).toMatchObject([
      { source: 'events', why },
      { source: 'owner-events', why },
      { source: 'claim-events', why },
    ])
  })

  test('of pods that breaks off says so on each of them', async () => {
    const { snapshots } = await read(
      {
        ...whole,
        [`${core}/pods`]: ({ turn }) =>
          turn === 1
            ? { body: { ...table(pod), metadata: { continue: 't1' } } }
            : failure(403, 'Forbidden', 'no'),
      },
      any,
    )
    expect(snapshots[0]?.gaps).toMatchObject([{ source: 'pod', why: 'forbidden' }])
  })
})

describe('a workload', () => {
  const workload: Routes = {
    ...whole,
    [`${core}/pods`]: () => ({
      body: table(pod, {
        ...pod,
        metadata: { ...pod.metadata, uid: 'x', name: 'stray', ownerReferences: [] },
      }),
    }),
    [`${apps}/replicasets`]: () =>
      list('ReplicaSet', [
        {
          ...replicaSet,
          metadata: {
            ...replicaSet.metadata,
            name: 'old',
            uid: 'old',
            annotations: { 'deployment.kubernetes.io/revision': '9' },
          },
        },
        replicaSet,
        {
          ...replicaSet,
          metadata: {
            ...replicaSet.metadata,
            name: 'foreign',
            uid: 'foreign',
            annotations: { 'deployment.kubernetes.io/revision': '99' },
            ownerReferences: [],
          },
        },
      ]),
  }

  test('stands for the pods of its newest ReplicaSet', async () => {
    const { snapshots, server } = await read(workload, 'deploy/api')
    expect(snapshots.map(({ pod: found }) => found?.metadata?.name)).toEqual(['api-1'])
    expect(snapshots[0]).toMatchObject({ row: { status: 'CrashLoopBackOff' }, gaps: [], takenAtIs: 'exact' })
    expect(snapshots[0]?.owners.map(({ kind }) => kind)).toEqual(['ReplicaSet', 'Deployment'])
    const asked = (path: string): string | null | undefined =>
      server.seen.find((seen) => seen.path === path)?.query.get('labelSelector')
    expect(asked(`${apps}/replicasets`)).toBe('app=api,tier in (a,b)')
    expect(asked(`${core}/pods`)).toBe('app=api,pod-template-hash=x')
  })

  test('takes the same number of requests for any number of pods', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...pod,
      metadata: { ...pod.metadata, name: `api-${index}`, uid: `uid-${index}` },
      spec: { ...pod.spec, nodeName: `node-${index}` },
    }))
    const lists: Routes = {
      [`${core}/pods`]: () => ({ body: table(...many), headers: { Date: date } }),
      '/api/v1/nodes': () =>
        list(
          'Node',
          many.map(({ spec }) => ({ metadata: { name: spec.nodeName } })),
        ),
      [`${core}/persistentvolumeclaims`]: () =>
        list('PersistentVolumeClaim', [{ metadata: { name: 'data', namespace: 'shop' } }]),
      '/api/v1/persistentvolumes': () => list('PersistentVolume', []),
      [`${apps}/deployments`]: () => list('Deployment', [deployment]),
    }
    const { snapshots, server } = await read(
      { ...workload, ...lists },
      { selector: 'app', fieldSelector: 'spec.nodeName!=x', allNamespaces: false },
      { ...everything, logs: [] },
    )
    expect(snapshots).toHaveLength(40)
    expect(
      snapshots.every(
        ({ node, owners, claims, gaps }) =>
          node !== null && owners.length === 2 && claims.length === 1 && gaps.length === 0,
      ),
    ).toBe(true)
    expect(server.seen).toHaveLength(8)
    const asked = server.seen.find(({ path }) => path === `${core}/pods`)
    expect([asked?.query.get('labelSelector'), asked?.query.get('fieldSelector')]).toEqual([
      'app',
      'spec.nodeName!=x',
    ])
  })

  test('without pods is told by the one that should have made them', async () => {
    const empty: Routes = {
      ...workload,
      [`${core}/pods`]: () => ({ body: table() }),
      [`${core}/events`]: () =>
        list('Event', [
          {
            metadata: { name: 'e', namespace: 'shop' },
            involvedObject: {
              kind: 'ReplicaSet',
              apiVersion: 'apps/v1',
              namespace: 'shop',
              name: 'api',
              uid: 'rs-uid',
            },
            reason: 'FailedCreate',
          },
        ]),
    }
    const expected = {
      pod: null,
      ownerEvents: [{ reason: 'FailedCreate' }],
      owners: [{ kind: 'ReplicaSet' }, { kind: 'Deployment' }],
      gaps: [],
    }
    expect((await read(empty, 'deploy/api')).snapshots).toMatchObject([expected])
    expect((await read(empty, 'rs/api')).snapshots).toMatchObject([expected])
    const all: Target = { selector: '', fieldSelector: '', allNamespaces: false }
    expect((await read(empty, all)).snapshots).toMatchObject([expected])
    expect((await read(empty, { ...all, selector: 'a=b' })).snapshots).toEqual([])
  })

  test.each(['deploy/api', 'rs/api'])(
    'without pods and with refused events says so for %s',
    async (target) => {
      const refused: Routes = {
        ...workload,
        [`${core}/pods`]: () => ({ body: table() }),
        [`${core}/events`]: () => failure(403, 'Forbidden', 'no'),
      }
      const { snapshots } = await read(refused, target)
      expect(snapshots).toMatchObject([
        {
          pod: null,
          gaps: [
            { source: 'events', why: 'forbidden' },
            { source: 'owner-events', why: 'forbidden' },
            { source: 'claim-events', why: 'forbidden' },
          ],
        },
      ])
    },
  )

  test('of events that are refused says so', async () => {
    const refused = { ...workload, [`${core}/events`]: () => failure(403, 'Forbidden', 'no') }
    const { snapshots } = await read(refused, 'deploy/api')
    expect(snapshots[0]?.gaps).toMatchObject([
      { source: 'events', why: 'forbidden' },
      { source: 'owner-events', why: 'forbidden' },
      { source: 'claim-events', why: 'forbidden' },
    ])
  })

  test('CronJob stands for the pods of its newest Job', async () => {
    const owned = (name: string, created: string): object => ({
      kind: 'Job',
      metadata: {
        name,
        namespace: 'shop',
        uid: name,
        creationTimestamp: created,
        ownerReferences: [
          { kind: 'CronJob', apiVersion: 'batch/v1', name: 'cron', uid: 'cron-uid', controller: true },
        ],
      },
      spec: { selector: { matchLabels: { 'controller-uid': name } } },
    })
    const ofJob = {
      ...pod,
      metadata: {
        ...pod.metadata,
        ownerReferences: [{ kind: 'Job', apiVersion: 'batch/v1', name: 'new', uid: 'new', controller: true }],
      },
    }
    const { snapshots, server } = await read(
      {
        ...whole,
        [`${batch}/cronjobs/cron`]: () => ({
          body: { kind: 'CronJob', metadata: { name: 'cron', namespace: 'shop', uid: 'cron-uid' } },
        }),
        [`${batch}/jobs`]: () =>
          list('Job', [owned('new', '2026-11-24T02:00:00Z'), owned('old', '2026-11-24T01:00:00Z')]),
        [`${core}/pods`]: () => ({ body: table(ofJob) }),
      },
      'cj/cron',
    )
    expect(snapshots[0]?.owners.map(({ metadata }) => (metadata as { name: string }).name)).toEqual([
      'new',
      'cron',
    ])
    expect(server.seen.find(({ path }) => path === `${core}/pods`)?.query.get('labelSelector')).toBe(
      'controller-uid=new',
    )
  })

  test('of an unknown type, or that is not there, is an error', async () => {
    expect(await errorOf(read(whole, 'services/x'))).toMatchObject({
      kind: 'usage',
      message: 'the server doesn\'t have a resource type "services"',
    })
    expect(await errorOf(read(whole, 'sts/x'))).toMatchObject({ kind: 'not-found' })
  })
})

test('all namespaces are one list each', async () => {
  const { server } = await read(
    {
      '/api/v1/pods': () => ({ body: table(pod) }),
      '/api/v1/events': () => list('Event', []),
      '/version': () => ({ body: { gitVersion: 'v1.30.14+k3s1' } }),
    },
    { selector: '', fieldSelector: '', allNamespaces: true },
  )
  expect(server.seen.map(({ path }) => path).sort()).toEqual(['/api/v1/events', '/api/v1/pods', '/version'])
})
