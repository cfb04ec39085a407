// Workloads that no pod stands for: their pods were never made, or are gone again.
import { int, isObject, type JsonObject, object, text } from '../../pod/json.ts'
import { jobKind, ownerKind, replicaSetKind } from '../api/kinds.ts'
import { controllerOf, metadataOf } from '../api/objects.ts'
import type { Kind } from '../api/reads.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { pagesOf, type Row } from './pages.ts'
import type { RelatedObjects } from './related-objects.ts'

const apps = (kind: string): Kind | null => ownerKind({ kind, apiVersion: 'apps/v1' })
const kinds = [replicaSetKind, apps('StatefulSet'), apps('DaemonSet'), jobKind, apps('Deployment')].filter(
  (kind) => kind !== null,
)

// From here on, a list of whole objects is cheaper than asking for each name in all namespaces.
const fewNames = 3

export interface Workloads {
  /** Makers and workloads in trouble. */
  readonly found: readonly JsonObject[]
  readonly failures: readonly { readonly kind: Kind; readonly error: ClusterError }[]
}

/** The names of those of one kind whose cells say that something is missing. */
interface Suspects {
  readonly kind: Kind
  readonly names: readonly string[]
  readonly error: ClusterError | null
}

/** Finds workloads that look wrong by the cells that the server prints for them. Never fails: what goes wrong is returned. */
export function findSuspects(
  transport: Transport,
  scope: { readonly namespace: string | null; readonly labelSelector: string },
): Promise<readonly Suspects[]> {
  return Promise.all(kinds.map((kind) => suspectsOf(transport, kind, scope)))
}

/** Fetches suspects in full. `isReported`: a pod of the workload is reported already. */
export async function fetchTroubledWorkloads(
  around: RelatedObjects,
  namespace: string | null,
  suspects: readonly Suspects[],
  isReported: (workload: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
  }) => boolean,
): Promise<Workloads> {
  const failures: { kind: Kind; error: ClusterError }[] = []
  const lists = await Promise.all(
    suspects.map(async ({ kind, names, error }) => {
      if (error !== null) failures.push({ kind, error })
      if (names.length === 0) return []
      const cache = around.of(kind)
      if (namespace !== null) await cache.need(names.map((name) => ({ namespace, name })))
      else {
        const failed = names.length > fewNames ? await cache.list() : await cache.needNamed(names.toSorted())
        if (failed !== null) failures.push({ kind, error: failed })
      }
      const wanted = new Set(names)
      return cache.all().filter((item) => wanted.has(metadataOf(item).name))
    }),
  )
  const troubled = lists
    .flat()
    .filter(
      (item) =>
        isTroubled(item, eventsAbout(around, item)) &&
        !isReported({ kind: text(item.kind), ...metadataOf(item) }),
    )
  // A Deployment whose ReplicaSet is reported would only repeat it.
  const above = new Set(troubled.map((item) => controllerOf(item)?.uid))
  return { found: troubled.filter((item) => !above.has(metadataOf(item).uid)), failures }
}

async function suspectsOf(
  transport: Transport,
  kind: Kind,
  { namespace, labelSelector }: { readonly namespace: string | null; readonly labelSelector: string },
): Promise<Suspects> {
  let names: string[] = []
  const query = { labelSelector, includeObject: 'None', resourceVersion: '0' }
  const keep = ({ cell, object: item }: Row): string | null => {
    const name = cell('Name')
    if (name === null) return metadataOf(item ?? {}).name
    return looksWrong(kind.kind, (column) => cell(column) ?? '') ? name : null
  }
  try {
    const pages = pagesOf(transport, kind, namespace, query, { pageSize: 0, maxPages: 1000, keep })
    for await (const { rows, startsOver } of pages) names = startsOver ? [...rows] : names.concat(rows)
    return { kind, names, error: null }
  } catch (error) {
    if (error instanceof ClusterError) return { kind, names, error }
    throw error
  }
}

function looksWrong(kind: string, cell: (name: string) => string): boolean {
  const [is = '', of = ''] = (cell('Ready') || cell('Completions')).split('/')
  switch (kind) {
    case 'ReplicaSet':
    case 'DaemonSet':
      return Number(cell('Current')) < Number(cell('Desired'))
    case 'Job':
      // Only servers from 1.31 on print a status.
      return cell('Status') === ''
        ? is !== of
        : cell('Status') !== 'Complete' && cell('Status') !== 'Suspended'
    case 'Deployment':
      return is !== of || Number(cell('Up-to-date')) < Number(of)
    default:
      return is !== of
  }
}

/**
 * Whether the workload itself has something to tell: it should have pods and has none, was refused some, or gave up. Of the
 * kinds that make pods only a ReplicaSet says in its status that it was refused; `events` about the workload say it for all.
 */
export function isTroubled(item: JsonObject, events: readonly JsonObject[]): boolean {
  const spec = object(item.spec)
  const status = object(item.status)
  const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isObject) : []
  const has = (type: string, value: string, reason?: string): boolean =>
    conditions.some(
      (condition) =>
        condition.type === type &&
        condition.status === value &&
        (reason === undefined || condition.reason === reason),
    )
  const isShort = (wanted: number, made: number): boolean =>
    wanted > 0 && made < wanted && (made === 0 || wasRefused(events))
  switch (text(item.kind)) {
    case 'Deployment':
      return has('Progressing', 'False', 'ProgressDeadlineExceeded')
    case 'DaemonSet':
      return isShort(int(status.desiredNumberScheduled), int(status.currentNumberScheduled))
    case 'Job':
      if (has('Failed', 'True')) return true
      if (has('Complete', 'True') || spec.suspend === true) return false
      return int(status.active) === 0 || wasRefused(events)
    default: {
      const wanted = spec.replicas === undefined ? 1 : int(spec.replicas)
      return wanted > 0 && (isShort(wanted, int(status.replicas)) || has('ReplicaFailure', 'True'))
    }
  }
}

/** Whether the last attempt to make a pod failed. */
function wasRefused(events: readonly JsonObject[]): boolean {
  const last = (reason: string): number =>
    Math.max(
      0,
      ...events
        .filter((event) => event.reason === reason)
        .map((event) => Date.parse(text(event.lastTimestamp) || text(event.eventTime)) || 0),
    )
  return last('FailedCreate') > last('SuccessfulCreate')
}

function eventsAbout(around: RelatedObjects, item: JsonObject): readonly JsonObject[] {
  const { namespace, name } = metadataOf(item)
  return around.events.about(text(item.kind), namespace, name)
}
