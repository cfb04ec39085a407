import type { Shared } from '../causes/shared.ts'
import type { Finding } from '../diagnosis/diagnosis.ts'
import type { Member } from './failure-report.ts'
import type { Standing } from './standing.ts'

/** One root cause, with the finding of one of those that it hits. */
export interface Root {
  readonly shared: Shared
  finding: Finding
  /** Another root that turned out to be the same. */
  sameAs: Root | null
  /** Whose finding it is. */
  sample: Kept['member']
}

/** A failing pod or workload, as it is kept until all are known. */
export interface Kept {
  readonly member: Omit<Member, 'harm'>
  readonly standing: Standing
  /** Null: no cause that we know. */
  readonly root: Root | null
}
