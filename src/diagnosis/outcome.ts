import { lastExit } from '../pod/container.ts'
import { condition, containersOf, type PodReading } from '../pod/reading.ts'
import type { Outcome } from './diagnosis.ts'
import type { Gathered } from './gather.ts'

// A pod that has no finding may take this long from one step of its start to the next before we stop calling it starting.
const startingFor = 2 * 60 * 1000

/** What to call the pod as a whole, given its leading finding. */
export function outcomeOf(pod: PodReading, leading: Gathered | undefined): Outcome {
  if (!pod.exists) return leading === undefined ? 'unknown' : 'failing'
  const phase = pod.phase.quote
  if (pod.deletion !== null) return 'terminating'
  if (phase === 'Succeeded') return 'completed'
  if (phase === 'Failed') return 'failed'
  if (leading !== undefined) return leading.cause.outcome ?? 'failing'
  if (condition(pod, 'Ready')?.status === 'True') return 'healthy'
  return isStarting(pod) ? 'starting' : 'unknown'
}

/** Whether the pod moves: it has never failed, and its last step was a short time ago. */
function isStarting(pod: PodReading): boolean {
  if (
    containersOf(pod, 'init', 'sidecar', 'main').some(
      (container) => (lastExit(container)?.exitCode ?? 0) !== 0,
    )
  ) {
    return false
  }
  const steps = [
    pod.createdAt,
    pod.acceptedAt,
    ...pod.conditions.map(({ at }) => at),
    ...pod.containers.flatMap(({ running, exit }) => [running?.startedAt ?? null, exit?.finishedAt ?? null]),
    ...pod.events.map(({ lastAt }) => lastAt),
  ].filter((at) => at !== null)
  return steps.length > 0 && pod.takenAt - Math.max(...steps) < startingFor
}
