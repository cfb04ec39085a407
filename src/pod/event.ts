// Events, counted and timed. Two recorders write them with different fields; see `eventTimes`.
import type { CoreV1Event, EventsV1Event, V1ObjectMeta, V1ObjectReference } from '@kubernetes/client-node'
import type { Item } from './item.ts'
import { type Fields, int, object, text, time } from './json.ts'
import { plainText } from './plain-text.ts'
import type { Source } from './snapshot.ts'

/** A Kubernetes event. `at` is when it was last seen. Anyone who may create events can forge one: it never outranks status. */
export interface Event extends Item {
  readonly name: string
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly firstAt: number | null
  readonly lastAt: number | null
  /** The component that claims to have written it, such as `kubelet`. */
  readonly component: string
  /** The container that `involvedObject.fieldPath` names, or null for an event of the whole pod. */
  readonly container: string | null
  /** Whether that fieldPath is `spec.initContainers{…}`. */
  readonly ofInit: boolean
  readonly objectUid: string
  readonly objectKind: string
  readonly objectName: string
}

/** The same event has other field names when it was read as events.k8s.io/v1. */
type AnyEvent = CoreV1Event & Omit<EventsV1Event, keyof CoreV1Event>

const containerFieldPath = /^spec\.(initContainers|containers|ephemeralContainers)\{([^}]*)\}$/

/** Reads events, oldest first by when they were last seen; those without any time come last. */
export function readEvents(events: readonly unknown[], source: Source): Event[] {
  return events.map((event) => readEvent(event, source)).sort(byTime)
}

function readEvent(raw: unknown, source: Source): Event {
  const event = object<AnyEvent>(raw)
  const involved = object<V1ObjectReference>(event.involvedObject ?? event.regarding)
  const match = containerFieldPath.exec(text(involved.fieldPath))
  const name = text(object<V1ObjectMeta>(event.metadata).name)
  const { firstAt, lastAt, count } = eventTimes(event)
  const reason = text(event.reason)
  const quote = (text(event.message) || text(event.note)).trim()
  return {
    source,
    path: `events/${name}`,
    at: lastAt,
    value: '',
    quote,
    name,
    type: text(event.type),
    reason,
    message: plainText(quote),
    count,
    firstAt,
    lastAt,
    component:
      text(object(event.source ?? event.deprecatedSource).component) ||
      text(event.reportingComponent) ||
      text(event.reportingController),
    container: match?.[2] ?? null,
    ofInit: match?.[1] === 'initContainers',
    objectUid: text(involved.uid),
    objectKind: text(involved.kind),
    objectName: text(involved.name),
  }
}

/** kubelet and controllers write firstTimestamp, lastTimestamp and count; the scheduler writes eventTime and series. */
function eventTimes(event: Fields<AnyEvent>): {
  firstAt: number | null
  lastAt: number | null
  count: number
} {
  const series = object(event.series)
  const eventTime = time(event.eventTime)
  const created = time(object<V1ObjectMeta>(event.metadata).creationTimestamp)
  return {
    firstAt: time(event.firstTimestamp) ?? time(event.deprecatedFirstTimestamp) ?? eventTime ?? created,
    lastAt:
      time(series.lastObservedTime) ??
      time(event.lastTimestamp) ??
      time(event.deprecatedLastTimestamp) ??
      eventTime ??
      created,
    count: int(series.count) || int(event.count) || int(event.deprecatedCount) || 1,
  }
}

function byTime(a: Event, b: Event): number {
  if (a.lastAt === b.lastAt) return a.name < b.name ? -1 : 1
  if (a.lastAt === null) return 1
  if (b.lastAt === null) return -1
  return a.lastAt - b.lastAt
}
