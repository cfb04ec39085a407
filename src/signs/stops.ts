// Who asked a run to stop, by the event that a kubelet writes when it kills a container.
import type { Container } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import type { Event } from '../pod/event.ts'
import { lastEvent, type PodReading } from '../pod/reading.ts'
import { exitKind } from './exit-kind.ts'

/** `pod`: the whole pod is stopped or its sandbox made anew. `replaced`: its definition or resources changed. */
type StopKind = 'liveness' | 'startup' | 'post-start' | 'replaced' | 'pod'

export interface Stop {
  readonly kind: StopKind
  readonly event: Event
  /** Whether the event tells of an earlier run, or does not name the reason, so that we infer it for this one. */
  readonly isInferred: boolean
}

// Texts of kuberuntime_manager.go and kuberuntime_container.go, the same from 1.20 to 1.36. The suffix ", will be
// restarted" stands only where it will be, and "Init" stands before init containers.
const kinds: readonly [RegExp, StopKind][] = [
  [/ failed liveness probe\b/, 'liveness'],
  [/ failed startup probe\b/, 'startup'],
  [/^FailedPostStartHook$/, 'post-start'],
  [/ definition changed\b/, 'replaced'],
  [/ resize requires restart\b/, 'replaced'],
  [/^killing$/i, 'replaced'],
  [/^Stopping container /, 'pod'],
]

// Events and exits are written in whole seconds, by two clocks of one node.
const slack = 1000
const longestLookBack = 10 * 60 * 1000
// A recorder lets 25 events of an object pass at once, then one in five minutes, and drops the others silently
// (`EventSourceObjectSpamFilter`). A crash loop reaches that within minutes.
const eventBurst = 25
const eventsLive = 60 * 60 * 1000

/** What made the kubelet stop the run that ended so, or null where no event says it. */
export function stopOf(pod: PodReading, container: Container, terminated: Terminated): Stop | null {
  const { finishedAt } = terminated
  if (finishedAt === null) return null
  const startedAt = terminated.startedAt ?? finishedAt - longestLookBack
  const stops = stopsOf(pod, container)
  const stop = stops.findLast(({ kind, event }) => {
    if (event.firstAt === null || event.lastAt === null) return false
    // A kill in the very second of a start belongs to the run before, except by a hook that runs at the start.
    const begins = kind === 'post-start' ? event.lastAt >= startedAt : event.lastAt > startedAt
    return begins && event.firstAt <= finishedAt + slack
  })
  if (stop === undefined)
    return stopAsBefore(pod, container, terminated, stops) ?? stopByFailures(pod, container, terminated)
  return stop.kind === 'pod' ? (stopByProbeOfPod(pod, container, stop) ?? stop) : stop
}

/** The newest event that says that the current run is being stopped, or null. */
export function stopOfCurrentRun(pod: PodReading, container: Container): Stop | null {
  const startedAt = container.running?.startedAt ?? null
  if (startedAt === null) return null
  return (
    stopsOf(pod, container).findLast(({ event }) => event.lastAt !== null && event.lastAt > startedAt) ?? null
  )
}

/** The newest event that says that a run of the container was stopped, of whichever run; or null. */
export function newestStop(pod: PodReading, container: Container): Stop | null {
  return stopsOf(pod, container).at(-1) ?? null
}

/** Whether the events show that no kubelet stopped this run: they were not dropped, and not expired. */
export function hasEventsOf(pod: PodReading, container: Container, terminated: Terminated): boolean {
  const started = lastEvent(pod, 'Started', { container })?.lastAt ?? null
  const seen = pod.events.reduce((sum, { count }) => sum + count, 0)
  return started !== null && started >= (terminated.startedAt ?? 0) - slack && seen < eventBurst
}

/**
 * The stop of the earlier runs, where the events of this run were dropped and as good as every run whose events are kept
 * was stopped like that, and this one took long enough for it.
 */
function stopAsBefore(
  pod: PodReading,
  container: Container,
  terminated: Terminated,
  stops: Stop[],
): Stop | null {
  const stop = stops.findLast(
    ({ kind }) => kind === 'liveness' || kind === 'startup' || kind === 'post-start',
  )
  if (stop === undefined || container.restartCount < 2 || hasEventsOf(pod, container, terminated)) return null
  const starts = lastEvent(pod, 'Started', { container })?.count ?? 0
  const age = (terminated.startedAt ?? 0) - (stop.event.lastAt ?? 0)
  if (stop.event.count < starts - 1 || age > eventsLive) return null
  const needs = stop.kind === 'liveness' || stop.kind === 'startup' ? probeNeeds(container, stop.kind) : 0
  if (terminated.ran !== null && terminated.ran + slack < needs) return null
  return { ...stop, isInferred: true }
}

const killedEnds: ReadonlySet<string> = new Set(['completed', 'stopped', 'killed'])

/**
 * The stop by a probe whose failures are kept and whose kill is not: they reached the threshold and went on to the end of this run,
 * which ended as a run does that is asked to stop, and events were dropped.
 */
function stopByFailures(pod: PodReading, container: Container, terminated: Terminated): Stop | null {
  const { startedAt, finishedAt } = terminated
  if (startedAt === null || finishedAt === null || !killedEnds.has(exitKind(terminated))) return null
  if (container.restartCount === 0 || hasEventsOf(pod, container, terminated)) return null
  for (const kind of ['startup', 'liveness'] as const) {
    const probe = container.probes[kind]
    const failed = lastEvent(pod, 'Unhealthy', { container, says: new RegExp(`^${kind} probe failed`, 'i') })
    if (probe === null || failed === null || failed.lastAt === null) continue
    const ran = finishedAt - startedAt + slack
    if (failed.count < probe.failureThreshold || ran < probeNeeds(container, kind)) continue
    if (failed.lastAt > startedAt && Math.abs(finishedAt - failed.lastAt) <= probe.periodSeconds * 1000)
      return { kind, event: failed, isInferred: true }
  }
  return null
}

/** The least time in milliseconds from a start to a kill by that probe. */
function probeNeeds(container: Container, kind: 'liveness' | 'startup'): number {
  const probe = container.probes[kind]
  if (probe === null) return 0
  return (probe.initialDelaySeconds + (probe.failureThreshold - 1) * probe.periodSeconds) * 1000
}

/**
 * With restartPolicy Never a failed probe ends the whole pod, and the event says only "Stopping container": the probe is
 * told by its own failures, which reached the threshold in the very second.
 */
function stopByProbeOfPod(pod: PodReading, container: Container, stop: Stop): Stop | null {
  if (pod.deletion !== null || pod.reason.value !== '') return null
  for (const kind of ['liveness', 'startup'] as const) {
    const probe = container.probes[kind]
    const failed = lastEvent(pod, 'Unhealthy', { container, says: new RegExp(`^${kind} probe failed`, 'i') })
    if (probe === null || failed === null || failed.count < probe.failureThreshold) continue
    const apart = (stop.event.lastAt ?? 0) - (failed.lastAt ?? 0)
    if (apart >= -slack && apart <= 2 * slack) return { kind, event: stop.event, isInferred: true }
  }
  return null
}

function stopsOf(pod: PodReading, container: Container): Stop[] {
  return pod.events.flatMap((event) => {
    if (event.reason !== 'Killing' || event.container !== container.name) return []
    const kind = kinds.find(([text]) => text.test(event.message))?.[1]
    return kind === undefined ? [] : [{ kind, event, isInferred: false }]
  })
}
