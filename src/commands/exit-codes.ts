import { ClusterError } from '../cluster/errors.ts'

/** Every exit code and what it says; printed in `--help`. */
export const exitCodes = [
  [0, 'answered'],
  [1, 'our own fault'],
  [2, 'wrong usage, or a file that cannot be read'],
  [3, 'with --exit-code: something that fails was found'],
  [4, 'the server could not be reached, or answered wrongly'],
  [5, 'refused: not logged in, or not allowed'],
  [6, 'not found'],
  [130, 'interrupted'],
] as const

export type ExitCode = (typeof exitCodes)[number][0]

/** The user has to type something else. The hint stands on a line of its own, below the sentence. */
export class UsageError extends Error {
  readonly hint: string

  constructor(message: string, hint = '') {
    super(message)
    this.name = 'UsageError'
    this.hint = hint
  }
}

const clusterCodes: Record<ClusterError['kind'], ExitCode> = {
  usage: 2,
  unreachable: 4,
  protocol: 4,
  refused: 5,
  'not-found': 6,
}

/** The exit code for an error, whoever threw it. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return 2
  return error instanceof ClusterError ? clusterCodes[error.kind] : 1
}
