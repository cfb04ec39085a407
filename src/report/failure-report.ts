// The result of a sweep: what fails, grouped by root cause. Its field names are a contract
// (docs/schemas/failure-report.schema.json).

import type { Shared } from '../causes/shared.ts'
import type { Finding, Outcome } from '../diagnosis/diagnosis.ts'
import type { Gap } from '../pod/snapshot.ts'
import type { Severity } from './severity.ts'

export interface FailureReport {
  readonly apiVersion: 'podlife/v1'
  readonly kind: 'FailureReport'
  /** RFC 3339: the moment that the report shows. */
  readonly takenAt: string
  readonly takenAtIs: 'exact' | 'newest-time-in-file'
  /** False: it was interrupted, or a list could not be read to its end. `gaps` says what is missing. */
  readonly complete: boolean
  readonly totals: Totals
  /** Most severe first. */
  readonly groups: readonly Group[]
  /** Failing without a cause that we know. */
  readonly unexplained: readonly Member[]
  /** What could not be read, and for how many pods that mattered. */
  readonly gaps: readonly ReportGap[]
}

/** Every pod is counted once: pods = healthy + completed + starting + terminating + failing + unexplained + older. */
export interface Totals {
  readonly pods: number
  readonly healthy: number
  readonly completed: number
  readonly starting: number
  /** Being deleted, within the time that this may take. */
  readonly terminating: number
  /** Pods in groups. */
  readonly failing: number
  /** Pods in `unexplained`. */
  readonly unexplained: number
  /** Failing pods that are left out because their trouble began before `--since`. */
  readonly older: number
  /** Workloads that should have pods and have none: in groups, in `unexplained`, and left out as older. */
  readonly workloadsWithoutPods: number
}

export interface Group {
  readonly cause: Finding['cause']
  readonly title: string
  readonly stage: Finding['stage']
  readonly severity: Severity
  /** What its members have in common. */
  readonly shared: Shared
  /** How many members: pods, and workloads without pods. */
  readonly count: number
  /** Such as `shop/Deployment/api`; sorted. */
  readonly owners: readonly string[]
  readonly namespaces: readonly string[]
  readonly nodes: readonly string[]
  /** When the earliest of its trouble is known to have begun, RFC 3339; null where nothing says. */
  readonly since: string | null
  readonly pods: readonly Member[]
  /** Sentences on members that only fail because others of the group do; most groups have none. */
  readonly consequences: readonly string[]
  /** The finding of one member, with its evidence. */
  readonly finding: Finding
  /** The member that it is of. */
  readonly sample: Member
}

export interface Member {
  readonly namespace: string
  /** Null: the workload has no pod. */
  readonly name: string | null
  /** Such as `Deployment/api`; null for a pod that nobody controls. */
  readonly owner: string | null
  readonly node: string | null
  /** STATUS; "" for a workload without a pod. */
  readonly status: string
  readonly ready: string
  readonly restarts: number
  readonly outcome: Outcome
  readonly severity: Severity
  /** Its own, which may differ from that of its group: a volume and a variable can lack the same Secret. */
  readonly cause: Finding['cause'] | null
  readonly container: string | null
  readonly since: string | null
  /** What is wrong with this one, in a sentence; "" where no cause is known. */
  readonly what: string
}

export interface ReportGap {
  readonly source: Gap['source'] | 'namespace' | 'pods' | 'workloads'
  readonly why: Gap['why'] | 'interrupted' | 'cut'
  /** What exactly was refused or missing; "" where there is nothing to add. */
  readonly detail: string
  /** How many pods or workloads it concerns; 0 where that is not known. */
  readonly count: number
}
