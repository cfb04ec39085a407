// The pods of a namespace or a cluster by their cells alone: all that there are, and each that changes.
import type { JsonObject } from '../../pod/json.ts'
import type { Query } from '../api/api-path.ts'
import { podKind } from '../api/kinds.ts'
import { metadataOf } from '../api/objects.ts'
import { tableFirst } from '../api/table.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { type PodCells, podCells } from '../sweep/cells.ts'
import { pagesOf, type Row, WatchedRows } from '../sweep/pages.ts'
import { namespaceNames, type Scope } from '../sweep/pods.ts'
import { type Followed, watchPath } from '../watch/follower.ts'

/** Called with pods by `NAMESPACE/NAME`. Cells are null where the server prints none. */
export interface PodTaker {
  readonly seen: (key: string, cells: PodCells | null, hasChanged: boolean) => void
  readonly gone: (key: string) => void
  /** All pods of the scope were seen since the list began: those that were not are gone. */
  readonly listed: (keys: ReadonlySet<string>) => void
  /** The server's clock: a Date header, or "". */
  readonly clock: (date: string) => void
}

const firstPage = 500
const metadataPage = 500
const consistentPage = 5000
const maxPages = 4000

/** The pods of a scope, to be followed. `transport` is asked for at each list. */
export function followedPods(transport: () => Transport, scope: Scope, taker: PodTaker): Followed {
  // Cells hold no namespace. In one it is known; across all, the metadata has to come along, at some 2.5 kB a change.
  const includeObject = scope.namespace === null ? 'Metadata' : 'None'
  const selectors = selectorsOf(scope)
  let watched = new WatchedRows()
  return {
    list: (isExpired) => listPods(transport(), scope, taker, isExpired),
    path: (version) => {
      watched = new WatchedRows()
      return watchPath(podKind, scope.namespace, version, { ...selectors, includeObject })
    },
    accept: tableFirst,
    take: ({ type, object: item }) => {
      for (const { key, cells } of podsIn(item, watched, scope.namespace)) {
        if (type === 'DELETED') taker.gone(key)
        else taker.seen(key, cells, true)
      }
    },
  }
}

/** Reports all pods of the scope, each with its namespace, and returns the version that a watch goes on from. */
async function listPods(
  transport: Transport,
  scope: Scope,
  taker: PodTaker,
  isExpired: boolean,
): Promise<string> {
  const keys = new Set<string>()
  const take = (key: string, cells: PodCells | null): void => {
    keys.add(key)
    taker.seen(key, cells, false)
  }
  const version =
    scope.namespace === null
      ? await listEverywhere(transport, scope, taker, take)
      : await listCells(
          transport,
          scope,
          scope.namespace,
          taker,
          take,
          isExpired ? {} : { resourceVersion: '0' },
        )
  taker.listed(keys)
  return version
}

/** The cells of one namespace: what the server remembers, in one answer, or with an empty query what is now, in pages. */
async function listCells(
  transport: Transport,
  scope: Scope,
  namespace: string,
  taker: PodTaker,
  take: (key: string, cells: PodCells | null) => void,
  from: Query,
): Promise<string> {
  const isRemembered = 'resourceVersion' in from
  const query = { ...selectorsOf(scope), includeObject: 'None', ...from }
  const keep = (row: Row): KnownPod | null => knownPod(row, namespace)
  const options = { pageSize: isRemembered ? 0 : consistentPage, maxPages, keep }
  let version = ''
  for await (const page of pagesOf(transport, podKind, namespace, query, options)) {
    version ||= page.version
    taker.clock(page.date)
    for (const { key, cells } of page.rows) take(key, cells)
  }
  return version
}

/**
 * All namespaces. A few pods come with their metadata, some 2.3 kB each. Of many, the cells of each namespace cost a twentieth of
 * that; they are at least as new as the first page, which the watch goes on from: what it tells twice does no harm.
 */
async function listEverywhere(
  transport: Transport,
  scope: Scope,
  taker: PodTaker,
  take: (key: string, cells: PodCells | null) => void,
): Promise<string> {
  const query = { ...selectorsOf(scope), includeObject: 'Metadata' }
  const keep = (row: Row): KnownPod | null => knownPod(row, null)
  const options = { pageSize: firstPage, maxPages: 1, keep }
  const { value: first } = await pagesOf(transport, podKind, null, query, options).next()
  if (first === undefined) throw new ClusterError('protocol', 'the list of pods has no page')
  taker.clock(first.date)
  const namespaces = first.isLast ? [] : await namespaceNames(transport, true).catch(unlessRefused)
  if (!first.isLast && namespaces !== null) {
    const from = { resourceVersion: first.version, resourceVersionMatch: 'NotOlderThan' }
    await Promise.all(
      namespaces.map((namespace) => listCells(transport, scope, namespace, taker, take, from)),
    )
    return first.version
  }
  const pages = first.isLast
    ? [first]
    : pagesOf(transport, podKind, null, query, { pageSize: metadataPage, maxPages, keep })
  for await (const { rows } of pages) for (const { key, cells } of rows) take(key, cells)
  return first.version
}

function unlessRefused(error: unknown): null {
  if (error instanceof ClusterError && error.status === 403) return null
  throw error
}

/** A pod by `NAMESPACE/NAME`. Cells are null where the server prints none. */
interface KnownPod {
  readonly key: string
  readonly cells: PodCells | null
}

/** Null for a row that does not say of which pod it is. `namespace` is null where the row has to tell it. */
function knownPod(row: Row, namespace: string | null): KnownPod | null {
  const cells = podCells(row)
  const own = metadataOf(row.object ?? {})
  const name = cells?.name ?? own.name
  const at = namespace ?? own.namespace
  return name === '' || at === '' ? null : { key: `${at}/${name}`, cells }
}

/** The pods that a line of a watch tells of: the rows of a table, or the pod itself where the server makes no tables. */
function podsIn(item: JsonObject, watched: WatchedRows, namespace: string | null): KnownPod[] {
  const rows: Row[] = item.kind === 'Table' ? watched.of(item) : [{ cell: () => null, object: item }]
  return rows.map((row) => knownPod(row, namespace)).filter((pod) => pod !== null)
}

function selectorsOf({ labelSelector, fieldSelector }: Scope): {
  labelSelector: string
  fieldSelector: string
} {
  return { labelSelector, fieldSelector }
}
