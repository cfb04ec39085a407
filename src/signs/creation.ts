// The answer that a controller got when it could not create a pod.
import type { Event } from '../pod/event.ts'
import type { Item } from '../pod/item.ts'
import { rfc3339 } from '../pod/json.ts'
import type { PodReading } from '../pod/reading.ts'

/** A refusal by the API server, in its own words. */
export interface Refusal {
  /** The server's words, without what the controller wrote around them. */
  readonly message: string
  /** Whether the controller's status says so; an event alone may be old or forged. */
  readonly stated: boolean
  /** The controller that wanted to make the pod, such as `ReplicaSet/api-7c9d`; "" where it is not known. */
  readonly maker: string
  /** Whether the workload has other pods, of an older revision perhaps. */
  readonly hasOthers: boolean
  /** When it was refused last, RFC 3339, if that is so long ago that things may have changed; null if not, or not known. */
  readonly longAgo: string | null
  readonly evidence: readonly [Item, ...Item[]]
}

// ReplicaSet, DaemonSet and Job: "Error creating: …", CronJob: "Error creating job: …". StatefulSet: "create Pod web-0 in StatefulSet web failed error: …", in
// title case from 1.35 on. "(combined from similar events): " may stand before either.
const aroundWords = /^.*?(?:Error creating(?: job)?: |failed error: )/s
const madePod = /Created (?:pod: |job )|create Pod \S+ in StatefulSet \S+ successful/i

/**
 * The refusals that hold for a workload without pods, the strongest first: what the nearest controller's condition
 * ReplicaFailure says, and the newest `FailedCreate` event where it says something else (the condition keeps its first text
 * for as long as creation fails) or where the kind has no such condition.
 */
export function refusals(pod: PodReading): Refusal[] {
  if (pod.exists) return []
  const event = newestRefusal(pod)
  const hasOthers = hasPods(pod)
  const longAgo = sinceLastTry(pod, event)
  const words = event?.message.replace(aroundWords, '') ?? ''
  const stated = statedRefusal(pod, { hasOthers, longAgo })
  const byEvent =
    event === null
      ? []
      : [
          {
            message: words,
            stated: false,
            maker: makerOf(event),
            hasOthers,
            longAgo,
            evidence: [event] as const,
          },
        ]
  if (stated === null) return byEvent
  if (event !== null && withoutName(words) === withoutName(stated.message)) {
    return [{ ...stated, evidence: [...stated.evidence, event] }]
  }
  return [stated, ...byEvent]
}

/** The first refusal that matches, with its match; or null. */
export function refusalSaying(
  pod: PodReading,
  wording: RegExp,
): { refusal: Refusal; match: RegExpExecArray } | null {
  for (const refusal of refusals(pod)) {
    const match = wording.exec(refusal.message)
    if (match !== null) return { refusal, match }
  }
  return null
}

function statedRefusal(
  { owners }: PodReading,
  known: Pick<Refusal, 'hasOthers' | 'longAgo'>,
): Refusal | null {
  for (const owner of owners) {
    const condition = owner.conditions.find(
      ({ type, status, reason }) =>
        type === 'ReplicaFailure' && status === 'True' && reason === 'FailedCreate',
    )
    if (condition === undefined) continue
    const evidence = { ...condition, path: `${owner.path}.${condition.path}` }
    return {
      message: condition.message,
      stated: true,
      maker: owner.path,
      ...known,
      evidence: [evidence],
    }
  }
  return null
}

/** A new ReplicaSet may have none while those of the one before are still there: the Deployment counts them all. */
function hasPods({ owners }: PodReading): boolean {
  return owners.some(({ made }) => (made ?? 0) > 0)
}

/** The newest refusal, unless a pod was made after it. */
function newestRefusal(pod: PodReading): Event | null {
  const last = pod.ownerEvents.findLast(
    ({ reason, message }) =>
      (reason === 'FailedCreate' && aroundWords.test(message)) ||
      (reason === 'SuccessfulCreate' && madePod.test(message)),
  )
  return last?.reason === 'FailedCreate' ? last : null
}

// A controller tries again with pauses that double, up to some 17 minutes.
const recently = 60_000

function sinceLastTry({ takenAt, takenAtIs }: PodReading, event: Event | null): string | null {
  const at = event?.lastAt ?? null
  if (at === null || takenAtIs !== 'exact' || takenAt - at <= recently) return null
  return rfc3339(at)
}

function makerOf({ objectKind, objectName }: Event): string {
  return objectName === '' ? '' : `${objectKind}/${objectName}`
}

/** Each attempt has a pod name of its own. */
function withoutName(message: string): string {
  return message.replace(/^(pods|Pod) "[^"]*"/, 'pods')
}
