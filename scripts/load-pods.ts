// Fills a test cluster with generated pods: recorded ones under many names, written into etcd through its HTTP gateway, since
// an API server would take minutes. For a cluster without controllers and kubelets only: `--confirm-empty-cluster` says so.
//
// Usage: npm run node -- scripts/run.mjs load-pods --pods 20000 [--failing 0.01] [--etcd http://127.0.0.1:12379] --confirm-empty-cluster
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

interface Generated {
  readonly kind: string
  readonly metadata: Record<string, unknown>
  readonly spec?: Record<string, unknown>
}

const { values } = parseArgs({
  options: {
    pods: { type: 'string', default: '20000' },
    failing: { type: 'string', default: '0.01' },
    etcd: { type: 'string', default: 'http://127.0.0.1:12379' },
    'confirm-empty-cluster': { type: 'boolean', default: false },
  },
})

// As many as a transaction may hold by default is 128.
const putsAtOnce = 100
const podsOfWorkload = 20
const podsOfNode = 60
const podsOfNamespace = 400

/** The objects of one recorded situation. */
function recorded(situation: string): Generated[] {
  const path = join(process.cwd(), 'test/pods', situation, 'objects.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as { items: Generated[] }).items
}

const well = recorded('a05-healthy-deploy')
const failures = [
  'e01-exit1-termination-message',
  'b01-image-tag-missing',
  'c01-configmap-missing',
  'e02-oomkilled',
].map(recorded)

function first(items: readonly Generated[], kind: string): Generated {
  const found = items.find((item) => item.kind === kind)
  if (found === undefined) throw new Error(`the recording has no ${kind}`)
  return found
}

/** A UID that is the same in every run. */
function uid(kind: number, index: number): string {
  return `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`
}

/** A fresh object: nothing that a server would not have written, and times that are about now. */
function named(item: Generated, metadata: Record<string, unknown>): Generated {
  return {
    ...item,
    metadata: { ...item.metadata, resourceVersion: undefined, ownerReferences: undefined, ...metadata },
  }
}

function* objects(count: number, share: number): Generator<[key: string, object: Generated]> {
  const shift = Date.now() - Date.parse('2026-11-24T01:58:30Z')
  const present = (item: Generated): Generated =>
    JSON.parse(
      JSON.stringify(item).replaceAll(
        /"(2026-11-24T\d\d:\d\d:\d\d(?:\.\d+)?Z)"/g,
        (_, at: string) =>
          `"${new Date(Date.parse(at) + shift).toISOString().replace(/\.\d+Z$/, at.includes('.') ? '.000000Z' : 'Z')}"`,
      ),
    ) as Generated
  const pods = [present(first(well, 'Pod')), ...failures.map((items) => present(first(items, 'Pod')))]
  const events = failures.map((items) =>
    items
      .filter(({ kind }) => kind === 'Event')
      .slice(-2)
      .map(present),
  )
  const [node, replicaSet, deployment] = ['Node', 'ReplicaSet', 'Deployment'].map((kind) =>
    present(first(well, kind)),
  )
  if (node === undefined || replicaSet === undefined || deployment === undefined) return
  const every = share > 0 ? Math.round(1 / share) : Number.POSITIVE_INFINITY
  for (let index = 0; index < count; index += 1) {
    const namespace = `load-${Math.floor(index / podsOfNamespace)}`
    if (index % podsOfNamespace === 0) {
      const item = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, uid: uid(1, index) },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      }
      yield [`namespaces/${namespace}`, item]
    }
    const nodeName = `load-node-${Math.floor(index / podsOfNode)}`
    if (index % podsOfNode === 0)
      yield [`minions/${nodeName}`, named(node, { name: nodeName, uid: uid(2, index) })]
    const workload = `app-${Math.floor(index / podsOfWorkload)}`
    const ofWorkload = index - (index % podsOfWorkload)
    const above = (kind: string, name: string, id: string): object => ({
      ownerReferences: [
        { apiVersion: 'apps/v1', kind, name, uid: id, controller: true, blockOwnerDeletion: true },
      ],
    })
    if (index === ofWorkload) {
      yield [
        `deployments/${namespace}/${workload}`,
        named(deployment, { namespace, name: workload, uid: uid(3, index) }),
      ]
      yield [
        `replicasets/${namespace}/${workload}-7d9c`,
        named(replicaSet, {
          namespace,
          name: `${workload}-7d9c`,
          uid: uid(4, index),
          ...above('Deployment', workload, uid(3, index)),
        }),
      ]
    }
    const name = `${workload}-7d9c-${(index % podsOfWorkload).toString(36).padStart(5, 'x')}`
    const failing = index % every === every - 1 ? 1 + (Math.floor(index / every) % failures.length) : 0
    const base = pods[failing]
    if (base === undefined) continue
    const pod = named(base, {
      namespace,
      name,
      uid: uid(5, index),
      ...above('ReplicaSet', `${workload}-7d9c`, uid(4, ofWorkload)),
    })
    yield [`pods/${namespace}/${name}`, { ...pod, spec: { ...pod.spec, nodeName } }]
    for (const [number, event] of (failing === 0 ? [] : (events[failing - 1] ?? [])).entries()) {
      const involvedObject = {
        ...(event as { involvedObject?: object }).involvedObject,
        namespace,
        name,
        uid: uid(5, index),
      }
      const eventName = `${name}.${number}`
      yield [
        `events/${namespace}/${eventName}`,
        {
          ...named(event, { namespace, name: eventName, uid: uid(6, index * 4 + number) }),
          involvedObject,
        } as Generated,
      ]
    }
  }
}

async function put(etcd: string, batch: readonly [string, Generated][]): Promise<void> {
  const success = batch.map(([key, item]) => ({
    requestPut: {
      key: Buffer.from(`/registry/${key}`).toString('base64'),
      value: Buffer.from(JSON.stringify(item)).toString('base64'),
    },
  }))
  const answer = await fetch(`${etcd}/v3/kv/txn`, { method: 'POST', body: JSON.stringify({ success }) })
  if (!answer.ok) throw new Error(`etcd answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
}

async function main(): Promise<number> {
  if (!values['confirm-empty-cluster']) {
    process.stderr.write(
      'This writes into etcd behind the back of its API server: say --confirm-empty-cluster.\n',
    )
    return 2
  }
  const started = Date.now()
  let written = 0
  let batch: [string, Generated][] = []
  for (const entry of objects(Number(values.pods), Number(values.failing))) {
    batch.push(entry)
    if (batch.length < putsAtOnce) continue
    await put(values.etcd, batch)
    written += batch.length
    batch = []
  }
  await put(values.etcd, batch)
  written += batch.length
  process.stdout.write(`${written} objects in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  return 0
}

process.exitCode = await main()
