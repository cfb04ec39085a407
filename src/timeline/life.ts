import type { Container } from '../pod/container.ts'
import type { PodReading } from '../pod/reading.ts'

/** A pod as it was seen: once, or each time that it changed. */
export interface Life {
  /** Oldest first; at least one. */
  readonly states: readonly PodReading[]
  /** The newest state. Its events hold every version of an event that was seen. */
  readonly latest: PodReading
  /** Whether a watch said that the pod is gone; when, in milliseconds, where the one who watched wrote it down. */
  readonly removed: { readonly seenAt: number | null } | null
}

/** The life of a pod of which only one state is known. */
export function lifeOf(pod: PodReading): Life {
  return { states: [pod], latest: pod, removed: null }
}

/** The container in a state, or null before it was added. */
export function containerIn(state: PodReading, name: string): Container | null {
  return state.containers.find((container) => container.name === name) ?? null
}

/** The first time by which a state had surely been there, or null: its own where that is exact, else that of a later one. */
export function seenBy({ states, latest }: Life, index: number): number | null {
  const exact = states.slice(index).find(({ takenAtIs }) => takenAtIs === 'exact')
  if (exact !== undefined) return exact.takenAt
  return latest.takenAtIs === 'exact' ? latest.takenAt : null
}
