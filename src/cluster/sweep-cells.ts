// What the server prints for many objects, without the objects: some 130 bytes a pod.
import { text } from '../pod/json.ts'
import type { ServerRow } from '../pod/snapshot.ts'
import { podKind } from './kinds.ts'
import { type Page, type PagesQuery, pagesOf, type Row } from './sweep-pages.ts'
import type { Transport } from './transport.ts'

/** The cells of one pod. */
export interface PodCells extends ServerRow {
  readonly name: string
  /** `<none>` for a pod without a node. */
  readonly node: string
  /** Ready gates of all readiness gates; "" where the server does not print them. */
  readonly gates: string
}

/** Reads the cells in a row of a table with these columns; null if a needed one is missing. */
export function podCells(columns: readonly string[], { cells }: Row): PodCells | null {
  const cell = (column: string): string | null => {
    const value = cells[columns.indexOf(column)]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null
  }
  const [name, status, ready, restarts] = [cell('Name'), cell('Status'), cell('Ready'), cell('Restarts')]
  if (name === null || status === null || ready === null || restarts === null) return null
  return { name, status, ready, restarts, node: cell('Node') ?? '', gates: cell('Readiness Gates') ?? '' }
}

const cellPage = 5000
const maxCellPages = 1000

/**
 * The cells of all pods that match, each handed to `take`: what the server remembers, in one answer; or, `consistent`, of one
 * moment, in pages. `startOver` voids all that was handed over before. False for a server that gives whole objects in spite of
 * `includeObject=None`, or no table.
 */
export async function readCells(
  transport: Transport,
  namespace: string | null,
  query: PagesQuery,
  consistent: boolean,
  { take, startOver }: { readonly take: (pod: PodCells) => void; readonly startOver: () => void },
): Promise<boolean> {
  const asked: PagesQuery = {
    ...query,
    includeObject: 'None',
    ...(consistent ? {} : { resourceVersion: '0' }),
  }
  const options = { pageSize: consistent ? cellPage : 0, maxPages: maxCellPages, asTable: true }
  for await (const { columns, rows, startsOver } of pagesOf(transport, podKind, namespace, asked, options)) {
    if (startsOver) startOver()
    if (columns === null) return false
    for (const row of rows) {
      const cells = row.object === null ? podCells(columns, row) : null
      if (cells === null) return false
      take(cells)
    }
  }
  return true
}

/** The names of the nodes that do not report, by their STATUS (`NotReady`, `Unknown`, with or without more behind a comma). */
export function lostNodesOf({ columns, rows }: Page): string[] {
  const [name, status] = [columns?.indexOf('Name') ?? -1, columns?.indexOf('Status') ?? -1]
  return rows
    .filter(({ cells }) => /^(?:NotReady|Unknown)(?:,|$)/.test(text(cells[status])))
    .map(({ cells }) => text(cells[name]))
}
