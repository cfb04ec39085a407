// The events of a namespace or a cluster, read once and found by what they are about.
import { isObject, type JsonObject, object, text } from '../pod/json.ts'
import { ClusterError } from './errors.ts'
import { eventKind } from './kinds.ts'
import { pagesOf, type Row } from './sweep-pages.ts'
import type { Transport } from './transport.ts'

// What a healthy pod or a working controller leaves behind, and no cause asks for: most of a cluster's events.
const unread = ['Scheduled', 'Pulled', 'Created', 'Completed', 'LeaderElection', 'ScalingReplicaSet']
const selector = [...unread.map((reason) => `reason!=${reason}`), 'involvedObject.kind!=Node'].join(',')

const pageSize = 2000
const maxPages = 500
// A pod has some ten different events at most; more are repeats under other names.
const mostOfOne = 24

export class EventIndex {
  readonly #byObject = new Map<string, JsonObject[]>()
  /** What kept the list from being whole; null if it is. */
  failure: ClusterError | null = null

  /** Reads them. Never fails: what goes wrong is kept as `failure`. */
  async read(transport: Transport, namespace: string | null): Promise<void> {
    const options = { pageSize, maxPages, keep: slimEvent }
    try {
      const query = { fieldSelector: selector, includeObject: 'Object' }
      for await (const page of pagesOf(transport, eventKind, namespace, query, options)) {
        if (page.startsOver) this.#byObject.clear()
        for (const event of page.rows) this.#add(event)
      }
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error
      this.failure = error
    }
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
        const involved = object(event.involvedObject as JsonObject)
        found.set(text(involved.uid), { involved, event })
      }
    }
    return [...found.values()]
  }

  #add(event: JsonObject): void {
    const involved = object(event.involvedObject as JsonObject)
    const key = `${text(involved.kind)}/${text(involved.namespace)}/${text(involved.name)}`
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
