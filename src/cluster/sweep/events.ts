// The events of a namespace or a cluster, read once and found by what they are about.
import { isObject, type JsonObject, object, text } from '../../pod/json.ts'
import { eventKind } from '../api/kinds.ts'
import { metadataOf } from '../api/objects.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { pagesOf, type Row } from './pages.ts'

// What a healthy pod or a working controller leaves behind, and no cause asks for: most of a cluster's events.
const unread = ['Scheduled', 'Pulled', 'Created', 'Completed', 'LeaderElection', 'ScalingReplicaSet']
/** Those that are read, as a field selector. */
export const eventSelector = [
  ...unread.map((reason) => `reason!=${reason}`),
  'involvedObject.kind!=Node',
].join(',')

const pageSize = 2000
const maxPages = 500
// A pod has some ten different events at most; more are repeats under other names.
const mostOfOne = 24

export class EventIndex {
  readonly #byObject = new Map<string, JsonObject[]>()
  /** What kept the list from being whole; null if it is. */
  failure: ClusterError | null = null

  /** Fetches them, and returns the version that the list shows. Never fails: what goes wrong is kept as `failure`. */
  async fetch(transport: Transport, namespace: string | null): Promise<string> {
    let version = ''
    const options = { pageSize, maxPages, keep: slimEvent }
    try {
      const query = { fieldSelector: eventSelector, includeObject: 'Object' }
      for await (const page of pagesOf(transport, eventKind, namespace, query, options)) {
        if (page.startsOver) {
          this.#byObject.clear()
          version = ''
        }
        // Of several pages the oldest counts: what a watch tells twice does no harm.
        version ||= page.version
        for (const event of page.rows) this.#add(event)
      }
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error
      this.failure = error
    }
    return version
  }

  about(kind: string, namespace: string, name: string): readonly JsonObject[] {
    return this.#byObject.get(`${kind}/${namespace}/${name}`) ?? []
  }

  /** What the events with this reason are about: each object once, with the event. */
  with(reason: string): { readonly involved: JsonObject; readonly event: JsonObject }[] {
    const found = new Map<string, { involved: JsonObject; event: JsonObject }>()
    for (const events of this.#byObject.values()) {
      for (const event of events) {
        if (event.reason !== reason) continue
        const involved = object(event.involvedObject)
        found.set(text(involved.uid), { involved, event })
      }
    }
    return [...found.values()]
  }

  /** Takes a change of an event: a new one, one that was seen again, or one that the server has dropped (`DELETED`). */
  change(type: string, event: JsonObject): void {
    const key = keyOf(event)
    const { namespace, name } = metadataOf(event)
    const others = (this.#byObject.get(key) ?? []).filter((other) => {
      const known = metadataOf(other)
      return known.namespace !== namespace || known.name !== name
    })
    if (others.length === 0) this.#byObject.delete(key)
    else this.#byObject.set(key, others)
    if (type !== 'DELETED') this.#add(event)
  }

  #add(event: JsonObject): void {
    const key = keyOf(event)
    const events = this.#byObject.get(key) ?? []
    events.push(event)
    if (events.length > mostOfOne) events.shift()
    this.#byObject.set(key, events)
  }
}

function slimEvent({ object: event }: Row): JsonObject | null {
  if (isObject(event?.metadata)) delete event.metadata.managedFields
  return event
}

function keyOf(event: JsonObject): string {
  const { kind, namespace, name } = object(event.involvedObject)
  return `${text(kind)}/${text(namespace)}/${text(name)}`
}
