import type { Question } from '../find-pods.ts'

/** What the flags of `why-failed` ask for. */
export interface ReportQuestion extends Question {
  /** Milliseconds; null for all. */
  readonly since: number | null
  readonly consistent: boolean
}
