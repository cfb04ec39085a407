// The nodes that do not report: the cells of their pods are only the last that were heard.
import { isObject, type JsonObject, text } from '../pod/json.ts'
import { resourcePath } from './api-path.ts'
import { nodeKind } from './kinds.ts'
import { lostNodesOf } from './sweep-cells.ts'
import { pagesOf, type Row, tableFirst } from './sweep-pages.ts'
import { type Followed, watchSeconds } from './sweep-watch-follow.ts'
import { columnsOf } from './sweep-watch-pods.ts'
import type { Transport } from './transport.ts'

export class LostNodes {
  readonly names = new Set<string>()
  readonly #onChange: () => void

  /** `onChange` is called when a node is lost or comes back. */
  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  followed(transport: () => Transport): Followed {
    let columns: readonly string[] | null = null
    return {
      list: async () => {
        const lost = new Set<string>()
        let version = ''
        const query = { includeObject: 'None', resourceVersion: '0' }
        const options = { pageSize: 0, maxPages: 100, asTable: true }
        for await (const page of pagesOf(transport(), nodeKind, null, query, options)) {
          version ||= page.version
          for (const name of lostNodesOf(page)) lost.add(name)
        }
        this.#set(lost)
        return version
      },
      path: (version) => {
        columns = null
        return resourcePath(nodeKind, null, null, {
          includeObject: 'None',
          watch: 1,
          allowWatchBookmarks: 'true',
          resourceVersion: version,
          timeoutSeconds: watchSeconds,
        })
      },
      accept: tableFirst,
      take: ({ type, object: item }) => {
        columns = columnsOf(item) ?? columns
        const rows = rowsOf(item)
        const names = rows.map(({ cells }) => text(cells[columns?.indexOf('Name') ?? -1]))
        const lost = new Set(type === 'DELETED' ? [] : lostNodesOf({ columns, rows }))
        this.#set(new Set([...this.names].filter((name) => !names.includes(name)).concat([...lost])))
      },
    }
  }

  #set(lost: ReadonlySet<string>): void {
    if (lost.size === this.names.size && [...lost].every((name) => this.names.has(name))) return
    this.names.clear()
    for (const name of lost) this.names.add(name)
    this.#onChange()
  }
}

function rowsOf({ rows }: JsonObject): Row[] {
  if (!Array.isArray(rows)) return []
  return rows
    .filter(isObject)
    .map(({ cells }) => ({ cells: Array.isArray(cells) ? cells : [], object: null }))
}
