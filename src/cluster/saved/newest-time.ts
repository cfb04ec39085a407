import { isObject, type JsonObject, time } from '../../pod/json.ts'

// Fields in which the cluster writes when something was. Deadlines (deletionTimestamp) and free text are not among them.
const timeFields = new Set([
  'creationTimestamp',
  'lastTransitionTime',
  'lastUpdateTime',
  'lastHeartbeatTime',
  'firstTimestamp',
  'lastTimestamp',
  'eventTime',
  'lastObservedTime',
  'startTime',
  'completionTime',
  'startedAt',
  'finishedAt',
  'timeAdded',
  'time',
])

const freeText = new Set(['annotations', 'labels', 'data', 'binaryData', 'spec'])

/**
 * The newest time that the cluster wrote into these objects, in milliseconds, not later than `limit`; null when there is
 * none. A saved file cannot be older than it.
 */
export function newestTime(items: Iterable<JsonObject>, limit: number): number | null {
  let newest: number | null = null
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (!isObject(value)) return
    for (const [name, field] of Object.entries(value)) {
      if (timeFields.has(name)) {
        const at = time(field)
        if (at !== null && at <= limit && (newest === null || at > newest)) newest = at
      } else if (!freeText.has(name)) visit(field)
    }
  }
  for (const item of items) visit(item)
  return newest
}
