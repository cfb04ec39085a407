// How far the removal of a pod has come, and what took it away.
import type { Condition } from '../pod/condition.ts'
import { type Container, newestEnd } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import type { Deletion } from '../pod/deletion.ts'
import type { Item } from '../pod/item.ts'
import { containersOf, hasEnded, lastEvent, type PodReading } from '../pod/reading.ts'
import { exitKind } from './exit-kind.ts'
import { stopOf } from './stops.ts'

/** The condition DisruptionTarget with one of these reasons, of a pod that is really being deleted or has ended; or null. */
export function disruption(pod: PodReading, ...reasons: string[]): Condition | null {
  if (pod.deletion === null && !hasEnded(pod)) return null
  return (
    pod.conditions.find(
      ({ type, status, reason }) =>
        type === 'DisruptionTarget' && status === 'True' && reasons.includes(reason),
    ) ?? null
  )
}

/** An eviction by the kubelet. */
export interface Eviction {
  readonly message: string
  /** False while its containers are being stopped: a kubelet holds phase and reason back until then. */
  readonly isOver: boolean
  readonly evidence: readonly [Item, ...Item[]]
}

// The texts of eviction_manager.go and helpers.go, up to 1.36.
const evictionText =
  /The node (?:was low on resource|had condition)|exceeds the limit|exceeded its local ephemeral|usage exceeds the total limit/
const withheldFor = 10 * 60 * 1000

/** The eviction by the kubelet that the status tells, or an event whose pod is not over yet; or null. */
export function evictionOf(pod: PodReading): Eviction | null {
  const event = lastEvent(pod, 'Evicted', { says: evictionText })
  if (pod.reason.value === 'Evicted') {
    const message = pod.message.text === '' ? (event?.message ?? '') : pod.message.text
    const text = pod.message.text === '' ? (event === null ? [] : [event]) : [pod.message]
    return { message, isOver: true, evidence: [pod.reason, ...text] }
  }
  if (event === null || hasEnded(pod) || pod.takenAt - (event.lastAt ?? 0) > withheldFor) return null
  return { message: event.message, isOver: false, evidence: [event] }
}

/** A container that still runs although it was asked to stop. */
export interface StillRunning {
  readonly container: Container
  readonly deletion: Deletion
  /** Seconds since the request; null where the time of a saved file is not known well enough to tell. */
  readonly elapsedSeconds: number | null
  /** Whether the grace period is over, with time for the kill itself and for the report of it. */
  readonly isOverdue: boolean
  readonly evidence: readonly [Item, ...Item[]]
}

// After the deadline a kubelet kills, waits for the runtime, and reports at its next sync.
const killTakes = 10 * 1000
// Within a grace period of a few minutes a program or a hook that takes its time is nothing to speak of.
const usualGraceSeconds = 300
const shutdownTakesSeconds = 10

/**
 * The containers that run on in a pod under deletion: past its deadline, or for some time into an unusually long grace
 * period. A sidecar is asked to stop only when no main container runs any more, so that it counts only then.
 */
export function stillRunning(pod: PodReading): StillRunning[] {
  const { deletion } = pod
  if (deletion === null || hasEnded(pod)) return []
  const isOverdue = pod.takenAt > deletion.deadline + killTakes
  // The newest time in a file is a lower bound: enough to be overdue, not to say how long it takes already.
  const isTimed = pod.takenAtIs === 'exact' || isOverdue
  const elapsedSeconds = isTimed ? Math.round((pod.takenAt - deletion.requestedAt) / 1000) : null
  const isLong =
    deletion.graceSeconds > usualGraceSeconds &&
    (elapsedSeconds ?? shutdownTakesSeconds) >= shutdownTakesSeconds
  if (!isOverdue && !isLong) return []
  const mains = containersOf(pod, 'init', 'main').filter(({ running }) => running !== null)
  const asked = mains.length > 0 ? mains : runningContainers(pod)
  return asked.map((container) => {
    const stopping = lastEvent(pod, 'Killing', { container, says: /^Stopping container / })
    const evidence: [Item, ...Item[]] = [deletion]
    if (container.running !== null) evidence.push(container.running)
    if (stopping !== null) evidence.push(stopping)
    return { container, deletion, elapsedSeconds, isOverdue, evidence }
  })
}

/** The containers that run, debug containers aside. */
export function runningContainers(pod: PodReading): Container[] {
  return containersOf(pod, 'init', 'sidecar', 'main').filter(({ running }) => running !== null)
}

/** Whether the deadline of the deletion has passed by that many seconds. */
export function isPastDeadline(pod: PodReading, seconds: number): boolean {
  return pod.deletion !== null && pod.takenAt >= pod.deletion.deadline + seconds * 1000
}

/** A container that was killed when its grace period was over. */
export interface GraceKill {
  readonly container: Container
  readonly exit: Terminated
  readonly graceSeconds: number
  readonly evidence: readonly [Item, ...Item[]]
}

const slack = 1000

/**
 * The containers of a deleted pod, or of one past its own deadline, that ended by SIGKILL no sooner than the grace period
 * allows. The kubelet's last delete sets the grace to 0; the pod's own is taken then, counted from the event Killing.
 */
export function graceKills(pod: PodReading): GraceKill[] {
  const { deletion } = pod
  if (deletion === null && pod.reason.value !== 'DeadlineExceeded') return []
  const hasOwnGrace = deletion !== null && deletion.graceSeconds > 0
  const graceSeconds = hasOwnGrace ? deletion.graceSeconds : pod.terminationGracePeriodSeconds
  return containersOf(pod, 'init', 'sidecar', 'main').flatMap((container) => {
    const terminated = newestEnd(container)
    if (
      terminated === null ||
      terminated.finishedAt === null ||
      container.running !== null ||
      exitKind(terminated) !== 'killed'
    )
      return []
    const stop = stopOf(pod, container, terminated)
    if (stop !== null && stop.kind !== 'pod') return []
    const askedAt = stop?.event.firstAt ?? (hasOwnGrace ? deletion.requestedAt : null)
    if (
      askedAt === null ||
      graceSeconds === 0 ||
      terminated.finishedAt - askedAt < graceSeconds * 1000 - slack
    )
      return []
    const evidence: [Item, ...Item[]] = [terminated]
    if (stop !== null) evidence.push(stop.event)
    if (deletion !== null) evidence.push(deletion)
    return [{ container, exit: terminated, graceSeconds, evidence }]
  })
}
