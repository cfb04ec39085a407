import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'

/** What is plainly there to see, for a pod that no cause explains: nothing is concluded from it. */
export function plainFacts(pod: PodReading): Item[] {
  return [
    pod.reason,
    pod.message,
    ...pod.conditions.filter(({ status, message, reason }) => status !== 'True' && message + reason !== ''),
    ...pod.containers.flatMap(({ waiting, terminated, lastTerminated }) => [
      waiting,
      terminated,
      terminated?.messageItem,
      lastTerminated,
      lastTerminated?.messageItem,
    ]),
    ...pod.events.filter(({ type }) => type === 'Warning').slice(-3),
  ].filter((item): item is Item => item !== null && item !== undefined && item.value + item.quote !== '')
}
