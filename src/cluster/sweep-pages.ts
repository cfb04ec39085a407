// Lists page by page, handed on as they come, so that no list has to fit into memory as a whole.
import { isObject, type JsonObject, text } from '../pod/json.ts'
import { type Query, resourcePath } from './api-path.ts'
import { ClusterError } from './errors.ts'
import type { Kind } from './reads.ts'
import type { Transport } from './transport.ts'

const tableFirst = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

/** One answer of a list. */
export interface Page {
  /** The server's clock: a Date header, or "". */
  readonly date: string
  /** How many more there are, where the server says so; null where it does not (it does not for filtered lists). */
  readonly remaining: number | null
  readonly isLast: boolean
  /** Null: the server, or something in front of it, makes no tables. */
  readonly columns: readonly string[] | null
  readonly rows: readonly Row[]
  /** True on a first page that repeats what came before it: the list was started over, and everything before is void. */
  readonly startsOver: boolean
}

export interface Row {
  readonly cells: readonly unknown[]
  /** Null: it was not asked for. */
  readonly object: JsonObject | null
}

export interface PagesQuery extends Query {
  readonly [name: string]: string | number
}

/** How many objects a page holds, how far to read, and whether the server prints tables for this kind that are of use. */
export interface PagesOptions {
  readonly pageSize: number
  readonly maxPages: number
  readonly asTable: boolean
}

/**
 * The pages of a list. A page token that grew too old (410) is replaced by the one that the server offers, which goes on
 * after the last key; where it offers none, the list is started over once. Throws a ClusterError for anything else, also for
 * a list that is longer than `maxPages`.
 */
export async function* pagesOf(
  transport: Transport,
  kind: Kind,
  namespace: string | null,
  query: PagesQuery,
  { pageSize, maxPages, asTable }: PagesOptions,
): AsyncGenerator<Page> {
  const used = new Set<string>()
  let next = ''
  let hasStartedOver = false
  let startsOver = false
  for (let page = 0; page < maxPages; page += 1) {
    const path = resourcePath(kind, namespace, null, { ...query, limit: pageSize, continue: next })
    let read: { readonly page: Page; readonly next: string }
    try {
      read = await readPage(transport, kind, path, asTable, startsOver)
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status !== 410 || next === '') throw error
      if (error.next === '' && hasStartedOver) throw error
      startsOver = error.next === ''
      hasStartedOver ||= startsOver
      if (startsOver) used.clear()
      next = error.next
      continue
    }
    startsOver = false
    yield read.page
    next = read.next
    if (next === '') return
    if (used.has(next)) break
    used.add(next)
  }
  throw new ClusterError('protocol', `the list of ${kind.plural} did not come to an end`)
}

async function readPage(
  transport: Transport,
  kind: Kind,
  path: string,
  asTable: boolean,
  startsOver: boolean,
): Promise<{ readonly page: Page; readonly next: string }> {
  const { value, date } = await transport
    .json(asTable ? { path, accept: tableFirst } : { path })
    .catch((error: unknown) => {
      // Not acceptable: this server makes no tables.
      if (asTable && error instanceof ClusterError && error.status === 406) return transport.json({ path })
      throw error
    })
  const wrong = (): ClusterError =>
    new ClusterError(
      'protocol',
      `the answer of ${transport.connection.server.host} to GET ${path.split('?', 1)[0]} is not a list of ${kind.plural}: is something in between?`,
    )
  if (!isObject(value)) throw wrong()
  const metadata = isObject(value.metadata) ? value.metadata : {}
  const next = text(metadata.continue)
  const common = {
    date,
    remaining: typeof metadata.remainingItemCount === 'number' ? metadata.remainingItemCount : null,
    isLast: next === '',
    startsOver,
  }
  if (value.kind === 'Table') {
    if (!Array.isArray(value.rows) || !Array.isArray(value.columnDefinitions)) throw wrong()
    const columns = value.columnDefinitions.map((column) => (isObject(column) ? text(column.name) : ''))
    const rows = value.rows.map((row: unknown): Row => {
      if (!isObject(row) || !Array.isArray(row.cells)) throw wrong()
      return { cells: row.cells, object: isObject(row.object) ? row.object : null }
    })
    return { page: { ...common, columns, rows }, next }
  }
  if (value.kind !== `${kind.kind}List` || !Array.isArray(value.items)) throw wrong()
  const { apiVersion } = value
  const rows = value.items.map((item: unknown): Row => {
    if (!isObject(item) || !isObject(item.metadata)) throw wrong()
    return { cells: [], object: { kind: kind.kind, apiVersion, ...item } }
  })
  return { page: { ...common, columns: null, rows }, next }
}
