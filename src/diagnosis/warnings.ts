// Warnings about a pod that no finding uses: nothing that the cluster complained of is passed over in silence.
import type { Event } from '../pod/event.ts'
import { condition, type PodReading } from '../pod/reading.ts'
import { saysTheSame } from './evidence.ts'
import type { Gathered } from './gather.ts'

export interface UnusedWarning {
  readonly event: Event
  /** Whether the pod got past the step that it speaks of, or became ready, after it was last seen. */
  readonly isOvercome: boolean
}

// A server keeps events for an hour; a file may hold older ones.
const recentFor = 60 * 60_000
// What a pod complained of before it became ready is over, once some time has passed.
const settledAfter = 10 * 60_000

/**
 * The recent warnings about this pod that no finding rests on, also none that was folded under another: one of each kind. Those that
 * still hold come first, then the newest, of those of the same minute the most frequent. Left out is what only restates a field that
 * a finding shows.
 */
export function unusedWarnings(pod: PodReading, gathered: readonly Gathered[]): UnusedWarning[] {
  const evidence = gathered.flatMap(({ finding }) => finding.evidence)
  const used = new Set(evidence.map(({ path }) => path))
  const kinds = new Set(pod.events.filter(({ path }) => used.has(path)).map(kindOf))
  const explained = new Set(gathered.map(({ finding }) => finding.container))
  const newest = new Map<string, Event>()
  for (const event of pod.events) {
    // Most events of a pod are normal, and comparing texts costs most: it comes last.
    if (event.type === 'Normal' || !isRecent(pod, event)) continue
    const kind = kindOf(event)
    const isUsed =
      kinds.has(kind) ||
      restates(event, explained) ||
      evidence.some(({ quote }) => saysTheSame(quote, event.quote))
    if (!isUsed) newest.set(kind, event)
  }
  return [...newest.values()]
    .map((event) => ({ event, isOvercome: isOvercome(pod, event) }))
    .toSorted(
      (a, b) =>
        Number(a.isOvercome) - Number(b.isOvercome) ||
        minuteOf(b.event) - minuteOf(a.event) ||
        b.event.count - a.event.count,
    )
}

function isRecent(pod: PodReading, { lastAt }: Event): boolean {
  if (lastAt === null) return true
  const readyAt = readySince(pod)
  const isSettled = readyAt !== null && lastAt < readyAt && pod.takenAt - lastAt > settledAfter
  return !isSettled && pod.takenAt - lastAt <= recentFor
}

// What comes before the first container of a pod starts.
const beforeContainers = new Set([
  'FailedScheduling',
  'FailedMount',
  'FailedAttachVolume',
  'FailedMapVolume',
  'FailedCreatePodSandBox',
  'FailedPodSandBoxStatus',
  'NetworkNotReady',
])

function isOvercome(pod: PodReading, { lastAt, reason }: Event): boolean {
  if (lastAt === null) return false
  const readyAt = readySince(pod)
  if (readyAt !== null && lastAt < readyAt) return true
  const starts = pod.containers.flatMap(({ running, terminated, lastTerminated }) =>
    [running, terminated, lastTerminated].flatMap((state) => state?.startedAt ?? []),
  )
  return beforeContainers.has(reason) && starts.some((at) => at > lastAt)
}

function readySince(pod: PodReading): number | null {
  const ready = condition(pod, 'Ready')
  return ready?.status === 'True' ? ready.at : null
}

/** A kubelet writes "Error: ErrImagePull" and "Back-off restarting failed container" beside a container whose state says so itself. */
function restates({ container, message }: Event, explained: ReadonlySet<string | null>): boolean {
  return explained.has(container) && /^(?:Error: \w+|Back-off restarting failed container\b.*)$/.test(message)
}

/** Events of one kind differ by numbers, ids and times alone. */
function kindOf({ reason, container, message }: Event): string {
  return `${reason}\n${container ?? ''}\n${message.replace(/[0-9a-f]*\d[0-9a-f]*/gi, '#').slice(0, 80)}`
}

function minuteOf({ lastAt }: Event): number {
  return Math.floor((lastAt ?? 0) / 60_000)
}
