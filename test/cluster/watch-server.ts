// The API server of a sweep, over a cluster that changes: its watches go on from a version, as those of a real one do.
import type { ServerResponse } from 'node:http'
import type { Reply, Seen } from './fake-server.ts'
import { answers, asked, type Cluster, type Named, selects, table } from './sweep/sweep-server.ts'

interface Change {
  readonly version: number
  readonly plural: string
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly item: Named
}

interface Watch {
  readonly request: Seen
  readonly response: ServerResponse
  hasColumns: boolean
}

const watchPath = /^\/(?:api\/v1|apis\/(?:apps|batch)\/v1)(?:\/namespaces\/([^/]+))?\/([a-z]+)$/

export class ChangingCluster {
  readonly #items = new Map<string, Map<string, Named>>()
  readonly #history: Change[] = []
  readonly #watches = new Set<Watch>()
  #version = 100
  /** Watches from before this version are gone (410). */
  #oldest = 0
  /** By its clock, milliseconds since 1970. */
  now = Date.parse('2026-11-24T02:15:00Z')
  /** Answers in place of the usual ones; null: as usual. */
  instead: (request: Seen) => Reply | null = () => null

  constructor(pods: readonly Named[], others: Cluster['others'] = {}) {
    for (const pod of pods) this.set('pods', pod)
    for (const [plural, items] of Object.entries(others)) for (const item of items) this.set(plural, item)
  }

  /** Makes or changes an object. */
  set(plural: string, item: Named): void {
    const items = this.#items.get(plural) ?? new Map<string, Named>()
    const key = keyOf(item)
    const type = items.has(key) ? 'MODIFIED' : 'ADDED'
    items.set(key, item)
    this.#items.set(plural, items)
    this.#tell({ plural, type, item })
  }

  delete(plural: string, item: Named): void {
    this.#items.get(plural)?.delete(keyOf(item))
    this.#tell({ plural, type: 'DELETED', item })
  }

  /** Ends all watches, as a server does after a while; or cuts them. */
  endWatches(how: 'end' | 'cut' = 'end'): void {
    for (const { response } of this.#watches) {
      if (how === 'end') response.end()
      else response.socket?.destroy()
    }
    this.#watches.clear()
  }

  /** Forgets its history: a watch can go on from a new list only. */
  forget(): void {
    this.#oldest = this.#version + 1
    this.endWatches()
    this.#version += 1
  }

  readonly handle = (request: Seen): Reply => {
    const instead = this.instead(request)
    if (instead !== null) return instead
    if (!request.query.has('watch')) return answers(this.#cluster())(request)
    return { raw: (response) => this.#begin(request, response) }
  }

  #cluster(): Cluster {
    const of = (plural: string): Named[] => [...(this.#items.get(plural)?.values() ?? [])]
    return {
      pods: of('pods'),
      others: Object.fromEntries([...this.#items.keys()].map((plural) => [plural, of(plural)])),
      version: () => String(this.#version),
      clock: () => this.now,
    }
  }

  #begin(request: Seen, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.flushHeaders()
    const from = Number(request.query.get('resourceVersion'))
    if (from < this.#oldest) {
      const object = { kind: 'Status', status: 'Failure', reason: 'Expired', message: 'too old', code: 410 }
      response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`)
      return
    }
    const watch: Watch = { request, response, hasColumns: false }
    this.#watches.add(watch)
    response.on('close', () => this.#watches.delete(watch))
    for (const change of this.#history) if (change.version > from) this.#send(watch, change)
  }

  #tell(what: Omit<Change, 'version'>): void {
    this.#version += 1
    const change = { version: this.#version, ...what }
    this.#history.push(change)
    for (const watch of this.#watches) this.#send(watch, change)
  }

  #send(watch: Watch, { version, plural, type, item }: Change): void {
    const { request, response } = watch
    const [, namespace, watched] = watchPath.exec(request.path) ?? []
    if (watched !== plural || (namespace !== undefined && item.metadata.namespace !== namespace)) return
    if (!selects(request)(item)) return
    const metadata = { resourceVersion: String(version) }
    const withObject = request.query.get('includeObject') !== 'None'
    const shown = asked(request)
      ? table(this.#cluster(), plural, [item], withObject, metadata)
      : { ...item, metadata: { ...item.metadata, ...metadata } }
    // A real server describes the columns in the first table of a watch only.
    const object = asked(request) && watch.hasColumns ? { ...shown, columnDefinitions: null } : shown
    watch.hasColumns = true
    response.write(`${JSON.stringify({ type, object })}\n`)
  }
}

function keyOf({ metadata }: Named): string {
  return `${metadata.namespace}/${metadata.name}`
}
