// How much a failing pod or workload hurts, for the order of a report.
import type { Outcome } from '../diagnosis/diagnosis.ts'
import type { Standing } from './standing.ts'

/**
 * `down`: a workload that should serve has nothing ready. `degraded`: it serves with less than it should, or waits.
 * `job`: work that should end did not end well. `leftover`: nothing is missing, but something is left behind.
 */
export const harms = ['down', 'degraded', 'job', 'leftover'] as const

export type Harm = (typeof harms)[number]

/** The harm of one failing subject. `hasReadySibling`: another pod of its workload is known to be well. */
export function harmOf(
  member: { readonly outcome: Outcome; readonly name: string | null; readonly owner: string | null },
  standing: Standing,
  hasReadySibling: boolean,
): Harm {
  const { outcome, name, owner } = member
  if (outcome === 'terminating') return 'leftover'
  if (standing.runsToEnd) return 'job'
  // A pod that has ended for good and has a controller was replaced by another.
  if (outcome === 'failed' && owner !== null && name !== null) return 'leftover'
  const serves = standing.isReady || hasReadySibling || (standing.workloadReady ?? 0) > 0
  return serves ? 'degraded' : 'down'
}
