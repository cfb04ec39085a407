// Objects of any kind, from a server or from files, found by what they are called.
import { isObject, type JsonObject, object, text } from '../../pod/json.ts'
import type { ServerRow } from '../../pod/snapshot.ts'

/** Kind, namespace and name of an object, in one string. */
function key(kind: string, namespace: string, name: string): string {
  return `${kind}\0${namespace}\0${name}`
}

/** Namespace, name and uid of an API object, "" for each that it lacks. */
export function metadataOf(item: unknown): { namespace: string; name: string; uid: string } {
  const metadata = object(object(item).metadata)
  return { namespace: text(metadata.namespace), name: text(metadata.name), uid: text(metadata.uid) }
}

/** A set of API objects. A later object of the same kind, namespace and name replaces an earlier one. */
export class ObjectSet {
  readonly #byKey = new Map<string, JsonObject>()
  readonly #byKind = new Map<string, Map<string, JsonObject>>()
  readonly #rows = new Map<string, ServerRow>()
  /** Events by the object that they speak of, and there by their own key. */
  readonly #eventsAbout = new Map<string, Map<string, JsonObject>>()

  add(item: JsonObject): void {
    const kind = text(item.kind)
    const { namespace, name } = metadataOf(item)
    const itemKey = key(kind, namespace, name)
    this.#byKey.set(itemKey, item)
    const ofKind = this.#byKind.get(kind) ?? new Map<string, JsonObject>()
    ofKind.set(itemKey, item)
    this.#byKind.set(kind, ofKind)
    if (kind === 'Event') this.#indexEvent(item, itemKey)
  }

  #indexEvent(event: JsonObject, eventKey: string): void {
    const subject = object(event.involvedObject ?? event.regarding)
    const subjectKey = key(text(subject.kind), text(subject.namespace), text(subject.name))
    const about = this.#eventsAbout.get(subjectKey) ?? new Map<string, JsonObject>()
    about.set(eventKey, event)
    this.#eventsAbout.set(subjectKey, about)
  }

  /** The events that speak of an object of that name, also of an earlier one. */
  eventsAbout(kind: string, namespace: string, name: string): JsonObject[] {
    return [...(this.#eventsAbout.get(key(kind, namespace, name))?.values() ?? [])]
  }

  /** Adds what the server printed for a pod. */
  addRow(namespace: string, name: string, row: ServerRow): void {
    this.#rows.set(key('Pod', namespace, name), row)
  }

  row(namespace: string, name: string): ServerRow | null {
    return this.#rows.get(key('Pod', namespace, name)) ?? null
  }

  /** The object, or null. Cluster-scoped objects have the namespace "". */
  get(kind: string, namespace: string, name: string): JsonObject | null {
    return this.#byKey.get(key(kind, namespace, name)) ?? null
  }

  /** All objects of a kind, in the order in which they were added. */
  all(kind: string): JsonObject[] {
    return [...(this.#byKind.get(kind)?.values() ?? [])]
  }

  /** Every object of the set. */
  everything(): Iterable<JsonObject> {
    return this.#byKey.values()
  }

  has(kind: string): boolean {
    return this.#byKind.has(kind)
  }

  get size(): number {
    return this.#byKey.size
  }
}

/** The controller among an object's owner references, or null. */
export function controllerOf(
  item: JsonObject,
): { kind: string; name: string; uid: string; apiVersion: string } | null {
  const references = object(item.metadata).ownerReferences
  if (!Array.isArray(references)) return null
  const controller: unknown = references.find(
    (reference) => isObject(reference) && reference.controller === true,
  )
  if (!isObject(controller)) return null
  return {
    kind: text(controller.kind),
    name: text(controller.name),
    uid: text(controller.uid),
    apiVersion: text(controller.apiVersion),
  }
}
