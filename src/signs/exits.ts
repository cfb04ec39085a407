// Runs that ended, and whether that end still says something about the pod as it is now.

import { type Container, newestEnd, restartsItem } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import type { Item } from '../pod/item.ts'
import { containersOf, hasEnded, lastEvent, type PodReading } from '../pod/reading.ts'
import { backOffOf } from './back-off.ts'
import { type ExitKind, exitKind } from './exit-kind.ts'
import { type LastWords, lastWords } from './last-words.ts'
import { hasEventsOf, type Stop, stopOf } from './stops.ts'

// A kubelet starts its back-off anew after a run of ten minutes; from then on the last terminated no longer describes the pod.
const recoveredAfter = 10 * 60 * 1000
// Events live an hour by default: one as old as the current run says that a saved file is not much older than that run.
const eventSlack = 60 * 1000

/** A container whose last known run ended and still matters. */
export interface EndedRun {
  readonly container: Container
  readonly terminated: Terminated
  readonly kind: ExitKind
  /** What made a kubelet stop it, or null where no event says that one did. */
  readonly stop: Stop | null
  readonly words: LastWords | null
  /** Whether it runs again at this moment. */
  readonly runsAgain: boolean
  /** Whether a kubelet will start it again, or has. */
  readonly restarts: boolean
  readonly evidence: readonly [Item, ...Item[]]
}

/**
 * The containers whose last end describes the pod now: it has not been replaced by a run, or the run that followed is
 * younger than the ten minutes after which a kubelet forgets it. Left out: what ended as it should (an init container or a
 * main one that is not to be restarted, with code 0; a sidecar after the main containers), and all of a pod under deletion.
 */
export function endedRuns(pod: PodReading): EndedRun[] {
  if (pod.deletion !== null) return []
  return pod.containers.flatMap((container) => {
    const terminated = newestEnd(container)
    if (terminated === null || container.role === 'ephemeral' || endsWithPod(pod, container, terminated))
      return []
    const runsAgain = container.running !== null
    const restarts = runsAgain || isRestarted(pod, container, terminated)
    if (terminated.exitCode === 0 && (container.role === 'init' || !restarts)) return []
    if (runsAgain && !hasJustRestarted(pod, container)) return []
    const kind = exitKind(terminated)
    const words = lastWords(pod, container, terminated)
    const evidence = exitEvidence(pod, container, terminated, words)
    return [
      {
        container,
        terminated,
        kind,
        stop: stopOf(pod, container, terminated),
        words,
        runsAgain,
        restarts,
        evidence,
      },
    ]
  })
}

/** The runs that ended by themselves: nothing says that a kubelet stopped them. */
export function ownEnds(pod: PodReading, ...kinds: ExitKind[]): EndedRun[] {
  return endedRuns(pod).filter(({ kind, stop }) => stop === null && kinds.includes(kind))
}

/** The same, and those that a kubelet stopped with the whole pod without any word on why. */
export function unexplainedEnds(pod: PodReading, kind: ExitKind): EndedRun[] {
  const isExplained = pod.reason.value !== '' || lastEvent(pod, 'SandboxChanged') !== null
  return endedRuns(pod).flatMap((run) => {
    if (run.kind !== kind) return []
    if (run.stop === null) return [run]
    if (run.stop.kind !== 'pod' || isExplained) return []
    const [terminated, ...rest] = run.evidence
    return [{ ...run, evidence: [terminated, run.stop.event, ...rest] as const }]
  })
}

/** Whether a failed liveness or startup probe may have ended the run although no event says so. */
export function mayBeProbeKill(pod: PodReading, { container, terminated, stop }: EndedRun): boolean {
  const { liveness, startup } = container.probes
  return stop === null && (liveness !== null || startup !== null) && !hasEventsOf(pod, container, terminated)
}

/**
 * Whether the current run follows an earlier one and is younger than ten minutes. In a saved file whose time is only the
 * newest one in it, an event of that age must confirm it: a long healthy pod may have its restart as newest time.
 */
export function hasJustRestarted(pod: PodReading, container: Container): boolean {
  const startedAt = container.running?.startedAt ?? null
  if (startedAt === null || container.lastTerminated === null) return false
  // An init container that runs again has not done its work yet: its last failure holds until it has.
  if (container.role === 'init') return true
  // The newest time in a file may be up to five minutes older than the file: so often does a node report.
  const limit = pod.takenAtIs === 'exact' ? recoveredAfter : recoveredAfter / 2
  if (pod.takenAt - startedAt >= limit) return false
  return (
    pod.takenAtIs === 'exact' ||
    pod.events.some(({ lastAt }) => lastAt !== null && lastAt >= startedAt - eventSlack)
  )
}

/** Whether a kubelet starts it again after this end (`ShouldContainerBeRestarted`). */
export function isRestarted(pod: PodReading, container: Container, terminated: Terminated): boolean {
  if (hasEnded(pod)) return false
  if (container.waiting?.reason === 'CrashLoopBackOff' || container.hasRestartRules) return true
  return (
    container.restartPolicy === 'Always' ||
    (container.restartPolicy === 'OnFailure' && terminated.exitCode !== 0)
  )
}

/** Whether a sidecar ended because the pod was over: the main containers had ended before it, for good. */
function endsWithPod(pod: PodReading, container: Container, terminated: Terminated): boolean {
  if (container.role !== 'sidecar') return false
  const ends = containersOf(pod, 'main').map(
    (main) => main.terminated !== null && !isRestarted(pod, main, main.terminated) && main.terminated,
  )
  if (ends.some((end) => end === false)) return false
  const lastEnd = Math.max(...ends.map((end) => (end === false ? 0 : (end.finishedAt ?? 0))))
  return terminated.finishedAt === null || terminated.finishedAt >= lastEnd
}

function exitEvidence(
  pod: PodReading,
  container: Container,
  terminated: Terminated,
  words: LastWords | null,
): [Item, ...Item[]] {
  const evidence: [Item, ...Item[]] = [terminated]
  if (words !== null) evidence.push(words.item)
  if (container.restartCount > 0 && !hasEnded(pod)) evidence.push(restartsItem(container))
  const backOff =
    backOffOf(container)?.waiting ??
    lastEvent(pod, 'BackOff', { container, says: /restarting failed container/ })
  if (backOff !== null && container.running === null) evidence.push(backOff)
  return evidence
}
