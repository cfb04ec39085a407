// Fetches objects and lists of objects from the API, and checks that they are what was asked for.
import { array, isObject, type JsonObject, text } from '../../pod/json.ts'
import type { ServerRow } from '../../pod/snapshot.ts'
import { ClusterError, firstLine } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { type Query, resourcePath } from './api-path.ts'
import { serverRow, tableFirst } from './table.ts'

/** A kind that this can read. */
export interface Kind {
  readonly kind: string
  readonly plural: string
  readonly group: string
}

export interface FetchedObject {
  readonly object: JsonObject
  /** What the server printed for it; null if it prints no tables. */
  readonly row: ServerRow | null
}

export interface FetchedList {
  readonly items: readonly FetchedObject[]
  /** The server's clock at the first page: a Date header, or "". */
  readonly date: string
  /** What kept the list from being whole; null if it is. */
  readonly cutBy: ClusterError | null
}

const pageSize = 500

/** One object; a pod with its row of the server's table. Throws a ClusterError. */
export async function fetchObject(
  transport: Transport,
  kind: Kind,
  namespace: string | null,
  name: string,
): Promise<FetchedObject & { readonly date: string }> {
  const asTable = kind.kind === 'Pod'
  const path = resourcePath(kind, namespace, name, asTable ? { includeObject: 'Object' } : {})
  const { value, date } = await fetchJson(transport, path, asTable)
  const { items } = contentOf(value, kind, path, transport)
  const [item] = items
  if (items.length !== 1 || item === undefined) throw notExpected(transport, path, kind.kind)
  return { ...item, date }
}

/** A read that goes on while others are waited for. Its failure is for whoever comes for it; if nobody does, it ends nothing. */
export function started<Result>(read: Promise<Result>): Promise<Result> {
  read.catch(() => {})
  return read
}

/**
 * A list, page by page. A page that cannot be read leaves the list cut (`cutBy`); the first page throws a ClusterError.
 * A page token that grew too old (410) is replaced by the one that the server offers, so that later pages may be newer.
 */
export async function fetchList(
  transport: Transport,
  kind: Kind,
  namespace: string | null,
  query: Query & { readonly labelSelector?: string; readonly fieldSelector?: string },
  maxPages: number,
): Promise<FetchedList> {
  const asTable = kind.kind === 'Pod'
  const byUid = new Map<string, FetchedObject>()
  const used = new Set<string>()
  let date = ''
  let next = ''
  for (let page = 0; page < maxPages; page += 1) {
    const path = resourcePath(kind, namespace, null, {
      ...query,
      ...(asTable ? { includeObject: 'Object' } : {}),
      limit: pageSize,
      continue: next,
    })
    try {
      const read = await fetchJson(transport, path, asTable)
      const content = contentOf(read.value, { ...kind, kind: `${kind.kind}List` }, path, transport)
      date ||= read.date
      for (const item of content.items) byUid.set(identity(item.object, byUid.size), item)
      next = content.next
    } catch (error) {
      if (!(error instanceof ClusterError) || page === 0) throw error
      if (error.status !== 410 || error.next === '') return { items: [...byUid.values()], date, cutBy: error }
      next = error.next
    }
    if (next === '') return { items: [...byUid.values()], date, cutBy: null }
    if (used.has(next)) break
    used.add(next)
  }
  const cutBy = new ClusterError(
    'protocol',
    `the list of ${kind.plural} is longer than the ${byUid.size} that were read`,
  )
  return { items: [...byUid.values()], date, cutBy }
}

async function fetchJson(
  transport: Transport,
  path: string,
  asTable: boolean,
): Promise<{ readonly value: unknown; readonly date: string }> {
  if (!asTable) return transport.json({ path })
  try {
    return await transport.json({ path, accept: tableFirst })
  } catch (error) {
    // Not acceptable: this server, or something in front of it, makes no tables.
    if (error instanceof ClusterError && error.status === 406) return transport.json({ path })
    throw error
  }
}

/** The objects in a table, in a list or alone. Throws a ClusterError of kind `protocol` for anything else. */
function contentOf(
  value: unknown,
  expected: Kind,
  path: string,
  transport: Transport,
): { readonly items: readonly FetchedObject[]; readonly next: string } {
  if (!isObject(value)) throw notExpected(transport, path, value === null ? 'null' : typeof value)
  const itemKind = expected.kind.replace(/List$/, '')
  const wrong = (): ClusterError =>
    notExpected(transport, path, text(value.kind) || 'an object without a kind')
  const next = isObject(value.metadata) ? text(value.metadata.continue) : ''
  if (value.kind === 'Table') {
    const { rows, columnDefinitions } = value
    if (!Array.isArray(rows)) throw wrong()
    return {
      items: array(rows).map((row) => {
        if (!isObject(row) || !isObject(row.object) || row.object.kind !== itemKind) throw wrong()
        return { object: withoutManagedFields(row.object), row: serverRow(columnDefinitions, row.cells) }
      }),
      next,
    }
  }
  if (value.kind !== expected.kind) throw wrong()
  if (!expected.kind.endsWith('List')) {
    if (!isObject(value.metadata)) throw wrong()
    return { items: [{ object: withoutManagedFields(value), row: null }], next: '' }
  }
  const { items, apiVersion } = value
  if (!Array.isArray(items)) throw wrong()
  return {
    items: array(items).map((item) => {
      if (!isObject(item) || !isObject(item.metadata)) throw wrong()
      return { object: withoutManagedFields({ kind: itemKind, apiVersion, ...item }), row: null }
    }),
    next,
  }
}

/** They say who wrote which field: half of a typical object, and of no use here. */
function withoutManagedFields(item: JsonObject): JsonObject {
  if (isObject(item.metadata)) delete item.metadata.managedFields
  return item
}

function identity(object: JsonObject, position: number): string {
  const metadata = isObject(object.metadata) ? object.metadata : {}
  return text(metadata.uid) || `#${position}`
}

function notExpected({ connection }: Transport, path: string, got: string): ClusterError {
  const asked = path.split('?', 1)[0]
  return new ClusterError(
    'protocol',
    `the answer of ${connection.server.host} to GET ${asked} is not what was asked for (${firstLine(got, 40)}): is something in between?`,
  )
}
