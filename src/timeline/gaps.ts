// The parts of a life that nothing records, drawn as gaps with their reasons.
import { rfc3339 } from '../pod/json.ts'
import { couldRead, hasStarted, type PodReading } from '../pod/reading.ts'
import { type Dated, subjectOf } from './dated.ts'
import type { Life } from './life.ts'
import type { Run } from './runs.ts'
import type { Span } from './stage.ts'

export type TimelineGapReason =
  | 'earlier-runs'
  | 'end-not-kept'
  | 'earlier-pulls'
  | 'earlier-readiness'
  | 'end-not-reported'
  | 'pre-stop-end'
  | 'events-expired'
  | 'events-not-read'
  | 'removal-time'

export interface TimelineGap {
  readonly subject: string
  /** RFC 3339; null: not known. */
  readonly from: string | null
  readonly to: string | null
  readonly why: TimelineGapReason
  /** How many runs or attempts fall into it, where that is known. */
  readonly count?: number
}

const oneHour = 60 * 60 * 1000

/** The gaps of a life, given its runs by subject, its moments and its stages. */
export function timelineGaps(
  life: Life,
  runs: ReadonlyMap<string, readonly Run[]>,
  moments: readonly Dated[],
  stages: readonly Span[],
): TimelineGap[] {
  const { latest, removed } = life
  const removedAt = moments.find(({ what }) => what === 'removed')
  return [
    ...latest.containers.flatMap(({ name, restartCount }) =>
      earlierRuns(subjectOf(name), restartCount, runs.get(subjectOf(name)) ?? [], moments),
    ),
    ...earlierPulls(latest, stages),
    ...earlierReadiness(stages),
    ...stages
      .filter(
        ({ stage, to, run, subject }) =>
          removed !== null && stage === 'running' && to === null && run === lastRun(latest, subject),
      )
      .map(({ subject, from }) => gap(subject, from?.at ?? null, removedAt?.at ?? null, 'end-not-reported')),
    ...preStops(latest, stages),
    ...eventGaps(latest),
    ...(removed !== null && removedAt === undefined
      ? [gap('pod', moments.at(-1)?.at ?? null, null, 'removal-time')]
      : []),
  ]
}

/** Before the last change of Ready that is known, there may have been others. */
function earlierReadiness(stages: readonly Span[]): TimelineGap[] {
  const starting = stages.find(({ stage }) => stage === 'starting')
  const isUncertain = starting?.to?.precision === 'by-then' && stages.some(({ stage }) => stage === 'ready')
  if (starting === undefined || !isUncertain) return []
  return [gap('pod', starting.from?.at ?? null, starting.to?.at ?? null, 'earlier-readiness')]
}

function lastRun({ containers }: PodReading, subject: string): number {
  return (containers.find(({ name }) => subjectOf(name) === subject)?.restartCount ?? 0) + 1
}

function gap(
  subject: string,
  from: number | null,
  to: number | null,
  why: TimelineGapReason,
  count?: number,
): TimelineGap {
  return {
    subject,
    from: from === null ? null : rfc3339(from),
    to: to === null ? null : rfc3339(to),
    why,
    ...(count === undefined ? {} : { count }),
  }
}

/** Runs whose numbers are missing before, between and behind those that are known, and ends of which only the start is known. */
function earlierRuns(
  subject: string,
  restarts: number,
  runs: readonly Run[],
  moments: readonly Dated[],
): TimelineGap[] {
  const gaps: TimelineGap[] = []
  const newest = restarts + 1
  let next = 1
  let since = moments.find(({ what }) => what === 'sandbox-ready' || what === 'accepted')?.at ?? null
  let isEndMissing = false
  const close = (missing: number, to: number | null): void => {
    if (isEndMissing) gaps.push(gap(subject, since, to, 'end-not-kept', Math.max(missing, 0)))
    else if (missing > 0) gaps.push(gap(subject, since, to, 'earlier-runs', missing))
  }
  for (const { run, startedAt, finishedAt, exit } of runs) {
    close(run - next, startedAt ?? finishedAt)
    // Of a run that only an event tells of, the end falls into a gap.
    isEndMissing = exit === null && run < newest
    since = finishedAt ?? startedAt
    next = run + 1
  }
  if (runs.length > 0) close(newest + 1 - next, null)
  return gaps
}

/** Attempts to pull that a recorder merged into one event between its first and its last. */
function earlierPulls({ events, containers }: PodReading, stages: readonly Span[]): TimelineGap[] {
  return containers.flatMap(({ name }) => {
    const pulls = stages.filter(({ subject, stage }) => subject === subjectOf(name) && stage === 'pulling')
    const newest = events.findLast(({ reason, container }) => reason === 'Pulling' && container === name)
    const missing = (newest?.count ?? 0) - pulls.length
    const [first, second] = pulls
    if (missing <= 0 || first === undefined || second === undefined) return []
    return [
      gap(subjectOf(name), first.to?.at ?? null, pulls.at(-1)?.from?.at ?? null, 'earlier-pulls', missing),
    ]
  })
}

/** A preStop hook runs before SIGTERM, and nothing tells when it was done. A `sleep` hook says how long it takes. */
function preStops({ containers }: PodReading, stages: readonly Span[]): TimelineGap[] {
  return containers.flatMap(({ name, preStop }) => {
    if (preStop === null || preStop.does === 'sleep') return []
    return stages
      .filter(({ subject, stage }) => subject === subjectOf(name) && stage === 'stopping')
      .map(({ subject, from, to }) => gap(subject, from?.at ?? null, to?.at ?? null, 'pre-stop-end'))
  })
}

function eventGaps(pod: PodReading): TimelineGap[] {
  if (!pod.exists) return []
  if (!couldRead(pod, 'events')) return [gap('pod', null, null, 'events-not-read')]
  const isOld = pod.createdAt !== null && pod.takenAt - pod.createdAt > oneHour
  const hasFirst = pod.events.some(
    ({ reason }) => reason === 'Scheduled' || reason === 'Pulled' || reason === 'Pulling',
  )
  if (hasFirst || !(isOld || (pod.events.length === 0 && hasStarted(pod)))) return []
  return [gap('pod', pod.createdAt, pod.events[0]?.firstAt ?? null, 'events-expired')]
}
