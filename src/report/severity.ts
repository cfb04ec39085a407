// How severe a failing pod or workload is, for the order of a report.
import type { Outcome } from '../diagnosis/diagnosis.ts'
import type { SubjectState } from './subject-state.ts'

/**
 * `down`: a workload that should serve has nothing ready. `degraded`: it serves with less than it should.
 * `job`: work that should end does not end well. `waiting`: such work has not failed and waits for something.
 * `leftover`: nothing is missing, but something is left behind.
 */
export const severities = ['down', 'degraded', 'job', 'waiting', 'leftover'] as const

export type Severity = (typeof severities)[number]

/** The severity of one failing subject. `hasReadySibling`: another pod of its workload is known to be well. */
export function severityOf(
  member: { readonly outcome: Outcome; readonly name: string | null; readonly owner: string | null },
  state: SubjectState,
  hasReadySibling: boolean,
): Severity {
  const { outcome, name, owner } = member
  if (outcome === 'terminating') return 'leftover'
  if (state.runsToEnd) return outcome === 'waiting' ? 'waiting' : 'job'
  // A pod that has ended for good and has a controller was replaced by another.
  if (outcome === 'failed' && owner !== null && name !== null) return 'leftover'
  const serves = state.isReady || hasReadySibling || (state.workloadReady ?? 0) > 0
  return serves ? 'degraded' : 'down'
}
