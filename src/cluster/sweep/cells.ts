// What the server prints for many objects, without the objects: some 130 bytes a pod.
import type { ServerRow } from '../../pod/snapshot.ts'
import { podKind } from '../api/kinds.ts'
import type { Transport } from '../http/transport.ts'
import { type PagesQuery, pagesOf, type Row } from './pages.ts'

/** The cells of one pod. */
export interface PodCells extends ServerRow {
  readonly name: string
  /** `<none>` for a pod without a node. */
  readonly node: string
  /** Ready gates of all readiness gates; "" where the server does not print them. */
  readonly gates: string
}

/** Reads the cells of a row; null if a needed one is missing. */
export function podCells({ cell }: Row): PodCells | null {
  const [name, status, ready, restarts] = [cell('Name'), cell('Status'), cell('Ready'), cell('Restarts')]
  if (name === null || status === null || ready === null || restarts === null) return null
  return { name, status, ready, restarts, node: cell('Node') ?? '', gates: cell('Readiness Gates') ?? '' }
}

const cellPage = 5000
const maxCellPages = 1000

/** A server gives whole objects in spite of `includeObject=None`, or no table. */
class NoCells extends Error {}

/**
 * What is kept of the cells of all pods that match: of what the server remembers, in one answer; or, `consistent`, of one
 * moment, in pages. Null for a server that gives whole objects all the same, or no table. Throws a ClusterError.
 */
export async function fetchCells<Entry>(
  transport: Transport,
  namespace: string | null,
  query: PagesQuery,
  consistent: boolean,
  keep: (pod: PodCells) => Entry | null,
): Promise<Entry[] | null> {
  const asked: PagesQuery = {
    ...query,
    includeObject: 'None',
    ...(consistent ? {} : { resourceVersion: '0' }),
  }
  const keepCells = (row: Row): Entry | null => {
    const cells = row.object === null ? podCells(row) : null
    if (cells === null) throw new NoCells()
    return keep(cells)
  }
  const options = { pageSize: consistent ? cellPage : 0, maxPages: maxCellPages, keep: keepCells }
  let entries: Entry[] = []
  try {
    for await (const { rows, startsOver } of pagesOf(transport, podKind, namespace, asked, options)) {
      entries = startsOver ? [...rows] : entries.concat(rows)
    }
  } catch (error) {
    if (error instanceof NoCells) return null
    throw error
  }
  return entries
}

/** The name of a node that does not report, by its STATUS (`NotReady`, `Unknown`, with or without more behind a comma). */
export function lostNodeName({ cell }: Row): string | null {
  return /^(?:NotReady|Unknown)(?:,|$)/.test(cell('Status') ?? '') ? cell('Name') : null
}
