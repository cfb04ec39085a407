import { type Container, newestEnd } from '../pod/container.ts'
import { condition, containersOf, type PodReading } from '../pod/reading.ts'
import { isRestarted } from '../signs/exits.ts'
import type { Outcome } from './diagnosis.ts'
import type { Gathered } from './gather.ts'
import type { UnusedWarning } from './warnings.ts'

// A pod that has no finding may take this long from one step of its start to the next before we stop calling it starting.
const startingFor = 2 * 60 * 1000

/** What to call the pod as a whole, given its leading finding and the recent warnings that no finding uses. */
export function outcomeOf(
  pod: PodReading,
  leading: Gathered | undefined,
  warnings: readonly UnusedWarning[],
): Outcome {
  if (!pod.exists) return leading === undefined ? 'unknown' : (leading.cause.outcome ?? 'failing')
  const phase = pod.phase.value
  if (pod.deletion !== null) return 'terminating'
  if (phase === 'Succeeded') return 'completed'
  if (phase === 'Failed') return 'failed'
  if (leading !== undefined) return leading.cause.outcome ?? 'failing'
  if (hasRunItsCourse(pod)) return 'completed'
  if (condition(pod, 'Ready')?.status === 'True') return 'healthy'
  return isStarting(pod, warnings) ? 'starting' : 'unknown'
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

/** Whether nothing speaks against a start that is under way but, perhaps, the time that it takes. */
export function isMoving(pod: PodReading): boolean {
  const containers = containersOf(pod, 'init', 'sidecar', 'main')
  const scheduled = condition(pod, 'PodScheduled')
  return (
    pod.reason.value === '' &&
    containers.every((container) => container.restartCount === 0 && !hasEndedEarly(container)) &&
    containers.every(({ waiting }) => notYetStarted.has(waiting?.reason ?? '')) &&
    (scheduled === null || scheduled.status === 'True' || scheduled.reason === '')
  )
}

/** An init container has to end before the pod goes on; any other end during a start is a failure or a stop. */
function hasEndedEarly(container: Container): boolean {
  const end = newestEnd(container)
  return end !== null && (end.exitCode !== 0 || container.role !== 'init')
}

/** Whether the pod starts, for certain: the time is known, its last step was a short time ago, and no warning came after it. */
function isStarting(pod: PodReading, warnings: readonly UnusedWarning[]): boolean {
  if (pod.takenAtIs !== 'exact' || !isMoving(pod)) return false
  const steps = [
    pod.createdAt,
    pod.acceptedAt,
    ...pod.conditions.map(({ at }) => at),
    ...pod.containers.flatMap(({ running, terminated }) => [
      running?.startedAt ?? null,
      terminated?.finishedAt ?? null,
    ]),
  ].filter((at) => at !== null)
  const lastStep = Math.max(...steps)
  return (
    steps.length > 0 &&
    pod.takenAt - lastStep < startingFor &&
    warnings.every(
      ({ isOvercome, event }) => isOvercome || (event.lastAt ?? Number.POSITIVE_INFINITY) < lastStep,
    )
  )
}
