// Lists page by page, handed on as they come, so that no list has to fit into memory as a whole.
import { isObject, type JsonObject, text } from '../../pod/json.ts'
import { type Query, resourcePath } from '../api/api-path.ts'
import type { Kind } from '../api/reads.ts'
import { tableFirst } from '../api/table.ts'
import { ClusterError } from '../errors.ts'
import { TableReader } from '../http/table-stream.ts'
import type { Transport } from '../http/transport.ts'

/** One answer of a list: what `keep` returned for each of its rows. */
export interface Page<Entry> {
  /** The server's clock: a Date header, or "". */
  readonly date: string
  /** How many more there are, where the server says so; null where it does not (it does not for filtered lists). */
  readonly remaining: number | null
  readonly isLast: boolean
  /** The state that it shows: a resource version, or "". */
  readonly version: string
  readonly rows: readonly Entry[]
  /** True on a first page that repeats what came before it: the list was started over, and everything before is void. */
  readonly startsOver: boolean
}

export interface Row {
  /** What the server prints in this column; null if it prints no such, or no tables at all. */
  cell(column: string): string | null
  /** Null: it was not asked for. */
  readonly object: JsonObject | null
}

export interface PagesQuery extends Query {
  readonly [name: string]: string | number
}

/** How many objects a page holds, how far to read, and what to keep. */
export interface PagesOptions<Entry> {
  readonly pageSize: number
  readonly maxPages: number
  /** What to keep of a row, while the page is being read; null for nothing. What it throws ends the reading. */
  keep(row: Row): Entry | null
}

/**
 * The pages of a list. A page token that grew too old (410) is replaced by the one that the server offers, which goes on
 * after the last key; where it offers none, the list is started over once. Throws a ClusterError for anything else, also for
 * a list that is longer than `maxPages`.
 */
export async function* pagesOf<Entry>(
  transport: Transport,
  kind: Kind,
  namespace: string | null,
  query: PagesQuery,
  { pageSize, maxPages, keep }: PagesOptions<Entry>,
): AsyncGenerator<Page<Entry>> {
  const used = new Set<string>()
  let next = ''
  let hasStartedOver = false
  let startsOver = false
  for (let page = 0; page < maxPages; page += 1) {
    const path = resourcePath(kind, namespace, null, { ...query, limit: pageSize, continue: next })
    let read: FetchedPage<Entry>
    try {
      read = await fetchPage(transport, kind, path, keep)
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status !== 410 || next === '') throw error
      if (error.next === '' && hasStartedOver) throw error
      startsOver = error.next === ''
      hasStartedOver ||= startsOver
      if (startsOver) used.clear()
      next = error.next
      continue
    }
    yield { ...read.page, startsOver }
    startsOver = false
    next = read.next
    if (next === '') return
    if (used.has(next)) break
    used.add(next)
  }
  throw new ClusterError('protocol', `the list of ${kind.plural} did not come to an end`)
}

interface FetchedPage<Entry> {
  readonly page: Omit<Page<Entry>, 'startsOver'>
  readonly next: string
}

async function fetchPage<Entry>(
  transport: Transport,
  kind: Kind,
  path: string,
  keep: (row: Row) => Entry | null,
): Promise<FetchedPage<Entry>> {
  const wrong = (): ClusterError =>
    new ClusterError(
      'protocol',
      `the answer of ${transport.connection.server.host} to GET ${path.split('?', 1)[0]} is not a list of ${kind.plural}: is something in between?`,
    )
  let entries: Entry[] = []
  const take = (row: Row): void => {
    const entry = keep(row)
    if (entry !== null) entries.push(entry)
  }
  // Each try of the request begins anew.
  const begin = (): TableReader => {
    entries = []
    const rowOf = rowMaker(wrong)
    return new TableReader((row, head) => take(rowOf(row, head)))
  }
  const { value, date } = await transport
    .fetch({ path, accept: tableFirst }, begin)
    .catch((error: unknown) => {
      // Not acceptable: this server makes no tables.
      if (error instanceof ClusterError && error.status === 406) return transport.json({ path })
      throw error
    })
  if (!isObject(value)) throw wrong()
  for (const row of rowsOf(value, kind, wrong)) take(row)
  const metadata = isObject(value.metadata) ? value.metadata : {}
  const next = text(metadata.continue)
  const remaining = typeof metadata.remainingItemCount === 'number' ? metadata.remainingItemCount : null
  const version = text(metadata.resourceVersion)
  return { page: { date, remaining, isLast: next === '', version, rows: entries }, next }
}

/** The rows of an answer that was read as a whole. */
function rowsOf(value: JsonObject, kind: Kind, wrong: () => ClusterError): Row[] {
  if (value.kind === 'Table') {
    if (!Array.isArray(value.rows) || !Array.isArray(value.columnDefinitions)) throw wrong()
    const rowOf = rowMaker(wrong)
    return value.rows.map((row: unknown) => rowOf(row, value))
  }
  if (value.kind !== `${kind.kind}List` || !Array.isArray(value.items)) throw wrong()
  const { apiVersion } = value
  return value.items.map((item: unknown): Row => {
    if (!isObject(item) || !isObject(item.metadata)) throw wrong()
    return { cell: () => null, object: { kind: kind.kind, apiVersion, ...item } }
  })
}

/** Makes rows with named cells of the rows of one table. */
function rowMaker(wrong: () => ClusterError): (row: unknown, head: JsonObject) => Row {
  let columns: Columns | null = null
  return (row, head) => {
    columns ??= head.kind === 'Table' ? columnsOf(head) : null
    const made = columns === null ? null : rowOf(row, columns)
    if (made === null) throw wrong()
    return made
  }
}

type Columns = ReadonlyMap<string, number>

function columnsOf({ columnDefinitions }: JsonObject): Columns | null {
  if (!Array.isArray(columnDefinitions)) return null
  return new Map(
    columnDefinitions.map((column, index) => [isObject(column) ? text(column.name) : '', index] as const),
  )
}

function rowOf(row: unknown, columns: Columns): Row | null {
  if (!isObject(row) || !Array.isArray(row.cells)) return null
  const { cells } = row
  const cell = (column: string): string | null => {
    const value: unknown = cells[columns.get(column) ?? -1]
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
  }
  return { cell, object: isObject(row.object) ? row.object : null }
}

/** The rows of the tables of one watch: only the first of them says what its columns are. */
export class WatchedRows {
  #columns: Columns | null = null

  /** The rows of the next table; without cells before the columns are known. */
  of(table: JsonObject): Row[] {
    this.#columns = columnsOf(table) ?? this.#columns
    const columns = this.#columns ?? new Map()
    return Array.isArray(table.rows)
      ? table.rows.map((row: unknown) => rowOf(row, columns)).filter((row) => row !== null)
      : []
  }
}
