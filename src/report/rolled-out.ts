/** How far a workload is by its own counts. */
export interface Counts {
  readonly kind: string
  /** Whether its controller has seen the newest spec. */
  readonly isSeen: boolean
  readonly wanted: number
  /** Pods of the newest revision. */
  readonly updated: number
  readonly available: number
  /** Pods of all revisions. */
  readonly total: number
  /** Conditions that are True. */
  readonly conditions: readonly string[]
}

/**
 * Whether a workload is what its spec asks for: all pods of the newest revision, all available, none of an older one left; a
 * Job: complete. Mirrors kubectl's rollout status (`polymorphichelpers/rollout_status.go`).
 */
export function isRolledOut({
  kind,
  isSeen,
  wanted,
  updated,
  available,
  total,
  conditions,
}: Counts): boolean {
  if (kind === 'Job') return conditions.includes('Complete')
  return isSeen && updated >= wanted && total <= updated && available >= wanted
}
