// The result: one diagnosis of one pod. Its field names are a contract (docs/schemas/diagnosis.schema.json).

import type { Command } from '../causes/command.ts'
import type { Certainty, Facts } from '../causes/define-cause.ts'
import type { CauseId } from '../causes/index.ts'
import type { Stage } from '../causes/stages.ts'
import type { Gap, Source } from '../pod/snapshot.ts'
import type { Step } from '../status/derivation.ts'
import type { Moment } from '../timeline/moments.ts'

export type Outcome =
  | 'healthy'
  | 'completed'
  | 'starting'
  | 'waiting'
  | 'failing'
  | 'failed'
  | 'terminating'
  | 'unknown'

export interface Diagnosis {
  readonly apiVersion: 'podlife/v1'
  readonly kind: 'Diagnosis'
  /** RFC 3339. */
  readonly takenAt: string
  readonly takenAtIs: 'exact' | 'newest-time-in-file'
  /** Null: the workload has no pod. */
  readonly pod: PodIdentity | null
  /** The outermost controller, such as `Deployment/api`; null for a pod that nobody controls. */
  readonly workload: string | null
  readonly namespace: string
  /** Null: the workload has no pod. */
  readonly status: StatusExplained | null
  readonly outcome: Outcome
  /** One sentence: what the verdict says, or how the pod is where nothing leads. */
  readonly summary: string
  /** The finding that leads; null when nothing is wrong, or nothing is known. */
  readonly verdict: Finding | null
  /** What else is true of this pod, ranked. */
  readonly findings: readonly Finding[]
  /** The plain facts where no cause matched; beside a verdict, what no finding uses. */
  readonly facts: readonly Evidence[]
  /** Recent warnings about the pod that no finding uses: those that still hold, then the newest first. */
  readonly warnings: readonly Warning[]
  readonly gaps: readonly Gap[]
  /** Causes that the gaps leave open. */
  readonly notChecked: readonly NotChecked[]
  readonly moments: readonly Moment[]
}

interface PodIdentity {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly node: string | null
  /** Such as `Deployment/api`. */
  readonly owner: string | null
}

export interface StatusExplained {
  readonly word: string
  readonly ready: string
  readonly restarts: number
  /** RESTARTS as printed, such as `3 (5m ago)`. */
  readonly restartsPrinted: string
  /** Who said the word: the API server, or our derivation. */
  readonly source: 'server' | 'derived'
  readonly because: readonly Step[]
  /** What the word means, from the dictionary; "" for a word that it does not know. */
  readonly meaning: string
  /** Our own word where the server's is another: a defect of ours. */
  readonly differs: string | null
}

export interface Finding {
  readonly cause: CauseId
  readonly title: string
  readonly stage: Stage
  readonly certainty: Certainty
  readonly container: string | null
  readonly what: string
  readonly why: string
  readonly next: readonly NextStep[]
  readonly evidence: readonly Evidence[]
  readonly facts: Facts
}

/** What to do next: a command that can be pasted, or a sentence. */
type NextStep = Command | { readonly advice: string }

export interface Evidence {
  readonly source: Source
  readonly path: string
  /** RFC 3339, or null where the API carries no time for it. */
  readonly at: string | null
  /** What the fields there hold, in the API's notation, such as `exitCode: 1, reason: Error`; "" for words alone. */
  readonly value: string
  /** All that stands there, verbatim: the fields, then the words that somebody wrote. */
  readonly quote: string
  /** The path of earlier evidence of the same finding that holds the same words; absent where none does. */
  readonly repeats?: string
  /** The reason of an event; absent for everything else. */
  readonly reason?: string
  /** The container that it speaks of; absent where it speaks of none. */
  readonly container?: string
  /** How often an event was seen; absent for everything else. */
  readonly count?: number
}

export interface Warning extends Evidence {
  /** Whether the pod got past the step that it speaks of, or became ready, since. */
  readonly isOvercome: boolean
}

export interface NotChecked {
  readonly cause: CauseId
  readonly needs: Source
}
