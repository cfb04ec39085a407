import { newestEnd } from '../pod/container.ts'
import { condition, containersOf, type PodReading } from '../pod/reading.ts'
import { isRestarted } from '../signs/exits.ts'
import type { Outcome } from './diagnosis.ts'
import type { Gathered } from './gather.ts'

// A pod that has no finding may take this long from one step of its start to the next before we stop calling it starting.
const startingFor = 2 * 60 * 1000

/** What to call the pod as a whole, given its leading finding. */
export function outcomeOf(pod: PodReading, leading: Gathered | undefined): Outcome {
  if (!pod.exists) return leading === undefined ? 'unknown' : (leading.cause.outcome ?? 'failing')
  const phase = pod.phase.value
  if (pod.deletion !== null) return 'terminating'
  if (phase === 'Succeeded') return 'completed'
  if (phase === 'Failed') return 'failed'
  if (leading !== undefined) return leading.cause.outcome ?? 'failing'
  if (hasRunItsCourse(pod)) return 'completed'
  if (condition(pod, 'Ready')?.status === 'True') return 'healthy'
  return isStarting(pod) ? 'starting' : 'unknown'
}

/** Whether all main containers have ended well for good: the phase follows a moment later. */
function hasRunItsCourse(pod: PodReading): boolean {
  const main = containersOf(pod, 'main')
  return (
    main.length > 0 &&
    main.every(
      (container) =>
        container.terminated !== null &&
        container.terminated.exitCode === 0 &&
        !isRestarted(pod, container, container.terminated),
    )
  )
}

// What a kubelet writes for a container that simply was not started yet.
const notYetStarted = new Set(['', 'ContainerCreating', 'PodInitializing'])

/** Whether the pod moves: nothing has failed or is refused, and its last step was a short time ago. */
function isStarting(pod: PodReading): boolean {
  const containers = containersOf(pod, 'init', 'sidecar', 'main')
  if (containers.some((container) => (newestEnd(container)?.exitCode ?? 0) !== 0)) return false
  if (containers.some(({ waiting }) => !notYetStarted.has(waiting?.reason ?? ''))) return false
  const scheduled = condition(pod, 'PodScheduled')
  if (scheduled !== null && scheduled.status !== 'True' && scheduled.reason !== '') return false
  const steps = [
    pod.createdAt,
    pod.acceptedAt,
    ...pod.conditions.map(({ at }) => at),
    ...pod.containers.flatMap(({ running, terminated }) => [
      running?.startedAt ?? null,
      terminated?.finishedAt ?? null,
    ]),
  ].filter((at) => at !== null)
  return steps.length > 0 && pod.takenAt - Math.max(...steps) < startingFor
}
