// Probe results in events and the status: which probes fail now, and which made a kubelet kill a container.
import { type Container, newestEnd } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import type { Event } from '../pod/event.ts'
import type { ProbeKind } from '../pod/probe.ts'
import { containersOf, hasEnded, type PodReading } from '../pod/reading.ts'
import { endedRuns } from './exits.ts'
import { plainLines } from './last-words.ts'
import { newestStop, stopOfCurrentRun } from './stops.ts'

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
  return [...ended, ...running, ...killsInBackOff(pod, kind)].map((kill) => ({
    ...kill,
    failure: newestTrouble(pod, kill.container, kind)?.event ?? null,
  }))
}

/** Kills of containers in the back-off whose ends the status does not hold: only the events are left to tell. */
function killsInBackOff(pod: PodReading, kind: 'liveness' | 'startup') {
  return pod.containers.flatMap((container) => {
    if (container.waiting?.reason !== 'CrashLoopBackOff' || newestEnd(container) !== null) return []
    const stop = newestStop(pod, container)
    if (stop?.kind !== kind) return []
    return [{ container, terminated: null, kill: stop.event, restarts: true, isInferred: true }]
  })
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

/**
 * What a probe asked, by its own error: Go's "Get "http://10.0.0.1:8080/ready": …" as `GET :8080/ready` with its port, a dialled
 * address as `TCP :5432`; both "" where the event names no address.
 */
export function askedBy(event: Event): { asks: string; port: string } {
  const [, port = '', path = ''] =
    /\bGet "?https?:\/\/[^\s"/]*?:(\d+)(\/[^\s"]*)?"?:/.exec(event.message) ?? []
  if (port !== '') return { asks: `GET :${port}${path === '' ? '/' : path}`, port }
  const dialled = /probe failed: dial tcp \S*?:(\d+): /.exec(event.message)?.[1] ?? ''
  return dialled === '' ? { asks: '', port: '' } : { asks: `TCP :${dialled}`, port: dialled }
}

// runc `exec: "x": executable file not found in $PATH` and `exec: "/x": stat /x: no such file or directory`; crun "executable file
// `x` not found". A runtime of Docker reports it as a failure, the others as an error.
const noProgram =
  /exec: "((?:[^"\\]|\\.)+)": (?:executable file not found|stat .+?: no such file)|executable file `([^`]+)` not found/i

/** The program of an exec probe that is not in the container, by the runtime's words; "" where they say no such thing. */
export function missingProgram(event: Event): string {
  const named = noProgram.exec(event.message)?.slice(1).find(Boolean) ?? ''
  return named.replace(/\\(["\\])/g, '$1')
}

// Go's HTTP client and net package, the kubelet's gRPC probe and grpc_health_probe, the CRI's ExecSync under containerd, CRI-O and dockerd.
const lateAnswer =
  /context deadline exceeded|\bDeadlineExceeded\b|Client\.Timeout|request canceled while waiting|i\/o timeout|^timeout: |\btimed? ?out\b/im
// How a runtime's words begin where it ended the command of an exec probe at the kubelet's timeout.
const endedByRuntime = /^(?:rpc error: |command )/

/**
 * Whether a probe got no answer in time: `probe` by its own `timeoutSeconds`, `program` by a time that the command of an exec probe
 * sets itself; "" where the event says neither.
 */
export function lateBy(event: Event, asks: string): 'probe' | 'program' | '' {
  const got = /probe (?:failed|errored)[^:]*: ([\s\S]*)$/.exec(event.message)?.[1] ?? ''
  if (!lateAnswer.test(got)) return ''
  if (!asks.startsWith('exec')) return 'probe'
  return endedByRuntime.test(got) ? 'probe' : 'program'
}

/** The lines that the command of an exec probe wrote before it failed; none of other probes, and none where it never ran. */
export function wordsOfProbe(event: Event, asks: string): string[] {
  if (asks !== '' && !asks.startsWith('exec')) return []
  const [, behind = ''] = /probe failed: ([\s\S]*)$/.exec(event.message) ?? []
  const isKubelet = /^(?:Get "?http|dial |HTTP probe failed|OCI runtime|rpc error|command )/.test(
    behind.trim(),
  )
  return isKubelet ? [] : plainLines(behind)
}

/**
 * What a probe asked by the wrong scheme, by the words of Go's HTTP client: `https` where the port speaks plain HTTP, `http` where
 * it speaks TLS (a record of which begins with \\x15); "" where they say no such thing.
 */
export function wrongScheme(event: Event): 'https' | 'http' | '' {
  if (
    /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake/.test(
      event.message,
    )
  )
    return 'https'
  return /malformed HTTP response "?\\+x15/.test(event.message) ? 'http' : ''
}

/** How often that kind of probe errored in the container's current run, as far as events tell. */
export function erroredTimes(pod: PodReading, container: Container, kind: ProbeKind): number {
  const startedAt = container.running?.startedAt ?? null
  return pod.events
    .filter(
      ({ reason, message, container: name, lastAt }) =>
        reason === 'Unhealthy' &&
        name === container.name &&
        texts[kind].exec(message)?.[1] === 'errored' &&
        startedAt !== null &&
        lastAt !== null &&
        lastAt >= startedAt,
    )
    .reduce((sum, { count }) => sum + count, 0)
}

function newestTrouble(pod: PodReading, container: Container, kind: ProbeKind): ProbeTrouble | null {
  const event = pod.events.findLast(
    ({ reason, message, container: name }) =>
      reason === 'Unhealthy' && name === container.name && texts[kind].test(message),
  )
  return event === undefined ? null : { event, errored: texts[kind].exec(event.message)?.[1] === 'errored' }
}
