// Probes as far as events and the status tell of them: which fail now, and which made a kubelet kill a container.
import type { Container } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import type { Event } from '../pod/event.ts'
import type { ProbeKind } from '../pod/probe.ts'
import { containersOf, hasEnded, type PodReading } from '../pod/reading.ts'
import { endedRuns } from './exits.ts'
import { plainLines } from './last-words.ts'
import { stopOfCurrentRun } from './stops.ts'

/** A container that was killed, or is being killed, because a probe failed. */
export interface ProbeKill {
  readonly container: Container
  /** The event `Killing`. */
  readonly kill: Event
  /** The newest event `Unhealthy` of that probe, which tells how it failed. */
  readonly failure: Event | null
  /** The run that the kill ended, or null while it still runs. */
  readonly terminated: Terminated | null
  /** Whether a kubelet starts it again, or has. */
  readonly restarts: boolean
  /** Whether the event tells of an earlier run, or does not name the probe. */
  readonly isInferred: boolean
}

/** A probe that fails, or cannot be asked, in the current run of its container. */
export interface ProbeTrouble {
  readonly event: Event
  /** The probe could not be asked at all, so that its result is unknown. */
  readonly errored: boolean
}

// prober.go: "Readiness probe failed: …"; up to 1.32 "… probe errored: …", from 1.33 "… probe errored and resulted in …
// state: …".
const texts: Record<ProbeKind, RegExp> = {
  liveness: /^Liveness probe (failed|errored)\b/,
  readiness: /^Readiness probe (failed|errored)\b/,
  startup: /^Startup probe (failed|errored)\b/,
}

// A recorder lets 25 events of an object pass at once and then one in five minutes, however often a probe fails.
const quietFor = 10 * 60 * 1000

/** The containers that this kind of probe had killed, as long as that describes the pod now. */
export function probeKills(pod: PodReading, kind: 'liveness' | 'startup'): ProbeKill[] {
  if (pod.deletion !== null) return []
  const ended = endedRuns(pod).flatMap(({ container, terminated, stop, restarts }) =>
    stop?.kind === kind
      ? [{ container, terminated, kill: stop.event, restarts, isInferred: stop.isInferred }]
      : [],
  )
  const running = pod.containers.flatMap((container) => {
    const stop = stopOfCurrentRun(pod, container)
    if (stop?.kind !== kind || ended.some((other) => other.container === container)) return []
    const restarts = container.restartPolicy !== 'Never'
    return [{ container, terminated: null, kill: stop.event, restarts, isInferred: false }]
  })
  return [...ended, ...running].map((kill) => ({
    ...kill,
    failure: newestTrouble(pod, kill.container, kind)?.event ?? null,
  }))
}

/** The newest trouble of that probe in the container's current run, no older than what a recorder may hold back; or null. */
export function probeTrouble(pod: PodReading, container: Container, kind: ProbeKind): ProbeTrouble | null {
  const startedAt = container.running?.startedAt ?? null
  const trouble = newestTrouble(pod, container, kind)
  const lastAt = trouble?.event.lastAt ?? null
  if (startedAt === null || lastAt === null) return null
  return lastAt >= startedAt && pod.takenAt - lastAt <= quietFor ? trouble : null
}

/** The running containers that are not ready, of a pod that is neither deleted nor over. */
export function unreadyContainers(pod: PodReading): Container[] {
  if (pod.deletion !== null || hasEnded(pod)) return []
  return containersOf(pod, 'main', 'sidecar').filter(({ running, ready }) => running !== null && !ready)
}

/** What the probe got for an answer: the text of the event behind its opening, in one line. */
export function answer(event: Event): string {
  const [, behind = ''] =
    /probe (?:failed|errored(?: and resulted in \w+ state)?): ([\s\S]*)$/.exec(event.message) ?? []
  return plainLines(behind).join(' ')
}

function newestTrouble(pod: PodReading, container: Container, kind: ProbeKind): ProbeTrouble | null {
  const event = pod.events.findLast(
    ({ reason, message, container: name }) =>
      reason === 'Unhealthy' && name === container.name && texts[kind].test(message),
  )
  return event === undefined ? null : { event, errored: texts[kind].exec(event.message)?.[1] === 'errored' }
}
