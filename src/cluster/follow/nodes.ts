// The nodes that do not report: the cells of their pods are only the last that were heard.

import { nodeKind } from '../api/kinds.ts'
import { tableFirst } from '../api/table.ts'
import type { Transport } from '../http/transport.ts'
import { lostNodeName } from '../sweep/cells.ts'
import { pagesOf, WatchedRows } from '../sweep/pages.ts'
import { type Followed, watchPath } from '../watch/follower.ts'

export class LostNodes {
  readonly names = new Set<string>()
  readonly #onChange: () => void

  /** `onChange` is called when a node is lost or comes back. */
  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  followed(transport: () => Transport): Followed {
    let watched = new WatchedRows()
    return {
      list: async () => {
        const lost = new Set<string>()
        let version = ''
        const query = { includeObject: 'None', resourceVersion: '0' }
        const options = { pageSize: 0, maxPages: 100, keep: lostNodeName }
        for await (const page of pagesOf(transport(), nodeKind, null, query, options)) {
          version ||= page.version
          for (const name of page.rows) lost.add(name)
        }
        this.#set(lost)
        return version
      },
      path: (version) => {
        watched = new WatchedRows()
        return watchPath(nodeKind, null, version, { includeObject: 'None' })
      },
      accept: tableFirst,
      take: ({ type, object: item }) => {
        const rows = watched.of(item)
        const names = rows.map(({ cell }) => cell('Name'))
        const lost = type === 'DELETED' ? [] : rows.map(lostNodeName).filter((name) => name !== null)
        this.#set(new Set([...this.names].filter((name) => !names.includes(name)).concat(lost)))
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
