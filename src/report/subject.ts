import type { Shared } from '../causes/shared.ts'
import type { Finding } from '../diagnosis/diagnosis.ts'
import type { Member } from './failure-report.ts'
import type { SubjectState } from './subject-state.ts'

/** A finding, and whose it is. */
export interface Sample {
  readonly finding: Finding
  readonly sample: Subject['member']
}

/** One root cause, with the finding of one of those that it hits: of the cause that most of them have. */
export interface Root extends Sample {
  readonly shared: Shared
  /** Of each cause that leads to this root: one sample, and how many have it. */
  readonly byCause: ReadonlyMap<Finding['cause'], Sample & { readonly count: number }>
  /** Another root that turned out to be the same. */
  readonly sameAs: Root | null
}

/** A failing pod or workload, as it is kept until all are known. */
export interface Subject {
  readonly member: Omit<Member, 'severity'>
  readonly state: SubjectState
  /** Null: no cause that we know. */
  readonly root: Root | null
}
