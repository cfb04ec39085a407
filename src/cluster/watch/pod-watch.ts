// Follows pods and their events, and keeps every change: of these, lives are made.
import { isObject, type JsonObject, object, rfc3339, text } from '../../pod/json.ts'
import type { Gap } from '../../pod/snapshot.ts'
import { fieldSelector, type Query, resourcePath } from '../api/api-path.ts'
import { eventKind, podKind } from '../api/kinds.ts'
import { metadataOf, ObjectSet } from '../api/objects.ts'
import type { Kind } from '../api/reads.ts'
import { ClusterError } from '../errors.ts'
import { limitsFor } from '../http/limits.ts'
import { Transport } from '../http/transport.ts'
import type { ConnectionFlags } from '../login/entries.ts'
import { type Connection, loadConnection } from '../login/kubeconfig.ts'
import { livesOf, type RecordedLife, type WatchedChange } from '../saved/life.ts'
import { Follower, watchPath } from './follower.ts'

/** Which pods: one by name, or all that the selectors match ("" for any). */
export type WatchTarget =
  | { readonly name: string }
  | { readonly selector: string; readonly fieldSelector: string; readonly allNamespaces: boolean }

export interface PodWatchOptions {
  /** Called after each change. */
  readonly onChange: (change: WatchedChange) => void
  readonly stop: AbortSignal
}

// A connection that is lost so often without a word in between is not coming back.
const mostFailures = 8
// Clocks that differ by less than what a Date header can tell are taken for the same.
const sameClock = 2000

/** Reads the kubeconfig, and contacts nothing. Throws a ClusterError of kind `usage` or `refused`. */
export async function watchPods(flags: ConnectionFlags, target: WatchTarget): Promise<PodWatch> {
  return new PodWatch(await loadConnection(flags), target)
}

export class PodWatch {
  readonly namespace: string
  readonly #connection: Connection
  readonly #target: WatchTarget
  readonly #changes: WatchedChange[] = []
  readonly #gaps: Gap[] = []
  /** The server's clock minus ours, in milliseconds. */
  #offset = 0

  constructor(connection: Connection, target: WatchTarget) {
    this.#connection = connection
    this.#target = target
    this.namespace = connection.namespace
  }

  /** Follows until `stop` is aborted. Throws a ClusterError if the pods cannot be watched; without events it goes on. */
  async follow({ onChange, stop }: PodWatchOptions): Promise<void> {
    const over = new AbortController()
    const signal = AbortSignal.any([stop, over.signal])
    const seen = (change: WatchedChange): void => {
      this.#changes.push(change)
      onChange(change)
    }
    const events = this.#followKind(eventKind, this.#eventQuery(), seen, signal).catch((error: unknown) => {
      if (error instanceof ClusterError) {
        this.#gaps.push({
          source: 'events',
          why: error.kind === 'refused' ? 'forbidden' : 'failed',
          detail: error.message,
        })
      } else if (!signal.aborted) throw error
    })
    try {
      await this.#followKind(podKind, this.#podQuery(), seen, signal)
    } finally {
      over.abort()
      await events
    }
  }

  /** The lives as far as they were seen. */
  lives(): RecordedLife[] {
    const objects = new ObjectSet()
    for (const change of this.#changes) objects.add(change.object)
    return livesOf(this.#changes, {
      takenAt: rfc3339(this.#now()),
      takenAtIs: 'exact',
      from: 'server',
      serverVersion: null,
      objects,
      gaps: () => this.#gaps,
      logs: () => [],
    })
  }

  #podQuery(): Query {
    if ('name' in this.#target)
      return { fieldSelector: fieldSelector({ 'metadata.name': this.#target.name }) }
    return { labelSelector: this.#target.selector, fieldSelector: this.#target.fieldSelector }
  }

  #eventQuery(): Query {
    const name = 'name' in this.#target ? { 'involvedObject.name': this.#target.name } : {}
    return { fieldSelector: fieldSelector({ 'involvedObject.kind': 'Pod', ...name }) }
  }

  #now(): number {
    return Date.now() + this.#offset
  }

  /** Throws a ClusterError: at once what goes wrong before the first watch stands, and later what does not pass. */
  async #followKind(
    kind: Kind,
    query: Query,
    seen: (change: WatchedChange) => void,
    stop: AbortSignal,
  ): Promise<void> {
    const namespace = !('name' in this.#target) && this.#target.allNamespaces ? null : this.namespace
    const known = new Map<string, JsonObject>()
    const take = (type: string, item: JsonObject): void => {
      const typed = { kind: kind.kind, ...item }
      if (type === 'DELETED') known.delete(metadataOf(item).uid)
      else known.set(metadataOf(item).uid, typed)
      seen({ type, object: typed, seenAt: this.#now() })
    }
    const over = new AbortController()
    let hasStood = false
    let failures = 0
    const follower = new Follower(
      {
        list: () => this.#list(kind, namespace, query, known, take),
        path: (version) => watchPath(kind, namespace, version, query),
        take: ({ type, object: item }) => take(type, item),
      },
      {
        connection: this.#connection,
        limits: this.#limits(),
        onLink: (trouble) => {
          hasStood ||= trouble === null
          failures = trouble === null ? 0 : failures + 1
          if (trouble !== null && (!hasStood || failures > mostFailures)) over.abort(trouble)
        },
        stop: AbortSignal.any([stop, over.signal]),
      },
    )
    await follower.run()
    if (over.signal.aborted) throw over.signal.reason
  }

  /** The list that a watch begins with. What was known and is not in it has gone while nobody looked. */
  async #list(
    kind: Kind,
    namespace: string | null,
    query: Query,
    known: Map<string, JsonObject>,
    take: (type: string, item: JsonObject) => void,
  ): Promise<string> {
    const transport = new Transport(this.#connection, { limits: this.#limits() })
    try {
      const { value, date } = await transport.json({ path: resourcePath(kind, namespace, null, query) })
      const server = Date.parse(date)
      if (!Number.isNaN(server))
        this.#offset = Math.abs(server - Date.now()) < sameClock ? 0 : server - Date.now()
      const list = isObject(value) ? value : {}
      const items = Array.isArray(list.items) ? list.items.filter(isObject) : []
      const there = new Set(items.map((item) => metadataOf(item).uid))
      for (const [uid, item] of [...known]) if (!there.has(uid)) take('DELETED', item)
      for (const item of items) take('ADDED', item)
      return text(object(list.metadata).resourceVersion)
    } finally {
      transport.close()
    }
  }

  #limits(): ReturnType<typeof limitsFor> {
    return limitsFor(this.#connection.requestTimeout)
  }
}
