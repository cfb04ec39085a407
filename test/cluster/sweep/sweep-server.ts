// An API server on loopback that answers the lists of a sweep as a real one does, over recorded pods under many names.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { V1Pod } from '@kubernetes/client-node'
import type { Json, JsonObject } from '../../../src/pod/json.ts'
import { readStatusFields } from '../../../src/pod/status-fields.ts'
import { deriveStatus } from '../../../src/status/derive.ts'
import { podsFolder } from '../../pods.ts'
import { failure, type Reply, type Seen } from '../fake-server.ts'

export interface Named {
  readonly metadata: { readonly namespace: string; readonly name: string; readonly uid: string }
  readonly [field: string]: unknown
}

/** Recorded objects of a kind in one situation. */
export function recorded(situation: string, kind: string): Named[] {
  const text = readFileSync(join(podsFolder, situation, 'objects.json'), 'utf8')
  return (JSON.parse(text) as { items: Named[] }).items.filter((item) => item.kind === kind)
}

/** A recorded pod under another name, without an owner. */
export function pod(situation: string, namespace: string, name: string): Named {
  const [original] = recorded(situation, 'Pod')
  if (original === undefined) throw new Error(`${situation} has no pod`)
  const { ownerReferences: _, ...metadata } = original.metadata as Named['metadata'] & {
    ownerReferences?: unknown
  }
  return { ...original, metadata: { ...metadata, namespace, name, uid: `${namespace}/${name}` } }
}

export interface Cluster {
  readonly pods: readonly Named[]
  /** By plural: `events`, `deployments`, … */
  readonly others?: Readonly<Record<string, readonly Named[]>>
  /** Namespaces that may be read; all if it is not there. The cluster as a whole may then not. */
  readonly allowed?: readonly string[]
  readonly mayListNamespaces?: boolean
  /** Gives whole objects whatever is asked for. */
  readonly ignoresTheCheapWay?: boolean
  /** The resource version of its lists; 1 if it is not there. */
  readonly version?: () => string
  /** Its clock, in milliseconds since 1970. */
  readonly clock?: () => number
  /** Called before a page behind the first is answered. */
  readonly onPage?: (request: Seen) => Reply | null
}

const now = Date.parse('2026-11-24T02:15:00Z')
const columns = [
  'Name',
  'Ready',
  'Status',
  'Restarts',
  'Age',
  'IP',
  'Node',
  'Nominated Node',
  'Readiness Gates',
]

/** What the server answers. */
export function answers(cluster: Cluster): (request: Seen) => Reply {
  return (request) => {
    const path =
      /^\/(?:api\/v1|apis\/(?:apps|batch)\/v1)(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?$/.exec(
        request.path,
      )
    if (request.path === '/version') return dated(cluster, { gitVersion: 'v1.34.2' })
    if (path === null) return failure(404, 'NotFound', 'the server could not find the requested resource')
    const [, namespace, plural = '', name] = path
    const { allowed } = cluster
    const isRefused =
      plural === 'namespaces'
        ? cluster.mayListNamespaces === false
        : allowed !== undefined && (namespace === undefined || !allowed.includes(namespace))
    if (isRefused)
      return failure(403, 'Forbidden', `${plural} is forbidden: User "x" cannot list resource "${plural}"`)
    const items = itemsOf(cluster, plural).filter(
      ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
    )
    if (name !== undefined) {
      const found = items.find(({ metadata }) => metadata.name === name)
      return found === undefined
        ? failure(404, 'NotFound', `${plural} "${name}" not found`)
        : dated(cluster, asked(request) ? table(cluster, plural, [found], true, {}) : found)
    }
    return list(cluster, request, plural, items.filter(selects(request)))
  }
}

function itemsOf({ pods, others = {} }: Cluster, plural: string): readonly Named[] {
  if (plural === 'pods') return pods
  if (plural !== 'namespaces') return others[plural] ?? []
  const names = [...new Set(pods.map(({ metadata }) => metadata.namespace))]
  return names.map((name) => ({ metadata: { namespace: '', name, uid: name } }))
}

/** The field selectors that a sweep uses. */
export function selects({ query }: Seen): (item: Named) => boolean {
  const terms = (query.get('fieldSelector') ?? '').split(',').filter(Boolean)
  return (item) =>
    terms.every((term) => {
      const [, field = '', not, value] = /^([^!=]+)(!?)=(.*)$/.exec(term) ?? []
      const found = field
        .split('.')
        .reduce<unknown>((at, part) => (at as JsonObject | undefined)?.[part], item)
      return (found === value) === (not === '')
    })
}

function list(cluster: Cluster, request: Seen, plural: string, items: Named[]): Reply {
  const { ignoresTheCheapWay = false, onPage, version = () => '1' } = cluster
  const { query } = request
  const isAtOnce = query.has('resourceVersion')
  const limit = isAtOnce ? 0 : Number(query.get('limit') ?? 0)
  const from = Number(query.get('continue') ?? 0)
  if (from > 0) {
    const instead = onPage?.(request) ?? null
    if (instead !== null) return instead
  }
  const page = limit === 0 ? items.slice(from) : items.slice(from, from + limit)
  const left = items.length - from - page.length
  const metadata = {
    resourceVersion: version(),
    ...(left > 0 ? { continue: String(from + page.length) } : {}),
    ...(left > 0 && !query.has('fieldSelector') ? { remainingItemCount: left } : {}),
  }
  const withObjects = ignoresTheCheapWay || query.get('includeObject') !== 'None'
  if (asked(request)) return dated(cluster, table(cluster, plural, page, withObjects, metadata))
  const kind = plural === 'pods' ? 'PodList' : `${kindOf(plural)}List`
  return dated(cluster, { kind, apiVersion: 'v1', metadata, items: page })
}

export function asked({ headers }: Seen): boolean {
  return (headers.accept ?? '').includes('as=Table')
}

function kindOf(plural: string): string {
  const kinds: Record<string, string> = {
    events: 'Event',
    nodes: 'Node',
    replicasets: 'ReplicaSet',
    deployments: 'Deployment',
    statefulsets: 'StatefulSet',
    daemonsets: 'DaemonSet',
    jobs: 'Job',
    namespaces: 'Namespace',
    persistentvolumeclaims: 'PersistentVolumeClaim',
    persistentvolumes: 'PersistentVolume',
  }
  return kinds[plural] ?? plural
}

export function table(
  cluster: Cluster,
  plural: string,
  items: readonly Named[],
  withObjects: boolean,
  metadata: object,
): object {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columnsOf(plural).map((name) => ({ name })),
    rows: items.map((item) => ({ cells: cellsOf(cluster, plural, item), object: withObjects ? item : null })),
  }
}

function columnsOf(plural: string): readonly string[] {
  return plural === 'pods'
    ? columns
    : ['Name', 'Status', 'Ready', 'Desired', 'Current', 'Up-to-date', 'Completions']
}

function cellsOf({ clock = () => now }: Cluster, plural: string, item: Named): unknown[] {
  const { name } = item.metadata
  if (plural === 'pods') {
    const derived = deriveStatus(readStatusFields(item as Json<V1Pod>), 34, clock())
    const node = (item.spec as { nodeName?: string }).nodeName ?? '<none>'
    return [name, derived.ready, derived.word, derived.restarts, '1h', '', node, '<none>', '<none>']
  }
  const spec = (item.spec ?? {}) as { replicas?: number }
  const status = (item.status ?? {}) as { replicas?: number; readyReplicas?: number; word?: string }
  return [
    name,
    status.word ?? '',
    `${status.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
    spec.replicas ?? 1,
    status.replicas ?? 0,
    spec.replicas ?? 1,
    '',
  ]
}

function dated({ clock = () => now }: Cluster, body: object): Reply {
  return { body, headers: { Date: new Date(clock()).toUTCString() } }
}
