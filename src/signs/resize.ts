import type { Condition } from '../pod/condition.ts'
import { condition, type PodReading } from '../pod/reading.ts'

/**
 * The condition of a resize that does not come, of a pod that runs and is ready meanwhile; or null. A pod that is not ready
 * has another trouble, of which an open resize says nothing.
 */
export function heldResize(
  pod: PodReading,
  type: 'PodResizePending' | 'PodResizeInProgress',
  reason: string,
): Condition | null {
  if (pod.deletion !== null || condition(pod, 'Ready')?.status !== 'True') return null
  const resize = condition(pod, type)
  return resize?.status === 'True' && resize.reason === reason ? resize : null
}
