// Hooks: a postStart that failed or has not returned yet, and a preStop that failed.
import { type Container, newestEnd } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import type { Event } from '../pod/event.ts'
import type { Item } from '../pod/item.ts'
import { hasEnded, lastEvent, type PodReading } from '../pod/reading.ts'
import { endedRuns } from './exits.ts'

export interface HookFailure {
  readonly container: Container
  /** The end of the run in which the hook failed, where it is known. */
  readonly terminated: Terminated | null
  /** The kubelet's words about the hook, of the status or else of its event; "" where both are gone. They may hold the hook's command. */
  readonly message: string
  /** Whether the status itself says that the hook failed, and not only an event. */
  readonly isStated: boolean
  /** Whether the program may have ended first and taken its hook with it: its exit code is not that of a kill. */
  readonly mayHaveEndedFirst: boolean
  readonly evidence: readonly [Item, ...Item[]]
}

/** The containers whose postStart hook failed in their last run, in the pod's order. The kubelet kills such a container. */
export function hookFailures(pod: PodReading): HookFailure[] {
  const runs = endedRuns(pod)
  return pod.containers.flatMap((container) => {
    const { waiting } = container
    const run = runs.find((candidate) => candidate.container === container)
    const terminated = run?.terminated ?? null
    const isStated = waiting?.reason === 'PostStartHookError' && !hasEnded(pod)
    // In the back-off the status says nothing of the hook; the kubelet's own event about it still does.
    const failed = lastEvent(pod, 'FailedPostStartHook', { container, says: /lifecycle hook/ })
    const isBackingOff = waiting?.reason === 'CrashLoopBackOff' && newestEnd(container) === null
    const kill = run?.stop?.kind === 'post-start' ? run.stop.event : isBackingOff ? failed : null
    if (!isStated && kill === null) return []
    const ends: Item[] = terminated === null ? [] : [terminated]
    const first: Item | null = isStated ? waiting : kill
    if (first === null) return []
    const words = run?.words
    return [
      {
        container,
        terminated: terminated,
        message: isStated ? waiting.message : (failed?.message ?? ''),
        isStated,
        mayHaveEndedFirst: run?.kind === 'error' || run?.kind === 'completed' || run?.kind === 'signal',
        evidence: [
          first,
          ...(failed === null || failed === first ? [] : [failed]),
          ...ends,
          ...(words === null || words === undefined ? [] : [words.item]),
        ],
      },
    ]
  })
}

/** A container that was started and whose postStart hook has not returned: the kubelet tells its status only afterwards. */
export interface OpenHook {
  readonly container: Container
  /** The event `Started`. */
  readonly since: Event
}

const afterStart = new Set(['Killing', 'FailedPostStartHook', 'BackOff', 'Failed'])

/** The containers that an event calls started, that the status calls not created, and that have a postStart hook. */
export function openHooks(pod: PodReading): OpenHook[] {
  if (hasEnded(pod) || pod.deletion !== null) return []
  return pod.containers.flatMap((container) => {
    const reason = container.waiting?.reason
    if (container.postStart === null || (reason !== 'ContainerCreating' && reason !== 'PodInitializing'))
      return []
    const since = pod.events.findLast(
      (event) =>
        event.container === container.name && (event.reason === 'Started' || afterStart.has(event.reason)),
    )
    return since?.reason === 'Started' ? [{ container, since }] : []
  })
}

/** A preStop hook that failed while its container was being stopped. */
export interface FailedPreStop {
  readonly container: Container
  /** What the kubelet says went wrong, without the hook's own words or command; "" where it does not say. */
  readonly says: string
  readonly event: Event
}

// `kuberuntime_container.go`: "PreStopHook failed" from 1.26 on; before it the hook stood there with its command and its output, which
// may hold secrets, and what is kept of that is how it ended.
const hookEnd =
  /(exited with \d+|command terminated with exit code \d+|connection refused|no such host|i\/o timeout|context deadline exceeded|Client\.Timeout exceeded|HTTP probe failed with statuscode: \d+|executable file not found in \$PATH|no such file or directory|permission denied|server gave HTTP response to HTTPS client)/

/** The containers whose preStop hook failed since the pod's deletion was asked for. */
export function failedPreStops(pod: PodReading): FailedPreStop[] {
  const { deletion } = pod
  if (deletion === null) return []
  return pod.containers.flatMap((container) => {
    const event = pod.events.findLast(
      (candidate) => candidate.reason === 'FailedPreStopHook' && candidate.container === container.name,
    )
    if (event === undefined || (event.lastAt ?? deletion.requestedAt) < deletion.requestedAt) return []
    return [{ container, says: hookEnd.exec(event.message)?.[1] ?? '', event }]
  })
}
