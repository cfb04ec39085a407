import { ClusterError } from '../cluster/errors.ts'

/** Every exit code and what it says, of the plugin as a whole; printed in `--help`. */
export const exitCodes = [
  [0, 'answered'],
  [1, 'our own fault'],
  [2, 'wrong usage, or a file that cannot be read'],
  [3, 'something that fails was found (--exit-code), or it is not well (wait)'],
  [4, 'the server could not be reached, or answered wrongly'],
  [5, 'refused: not logged in, or not allowed'],
  [6, 'not found'],
  [130, 'interrupted'],
] as const

export type ExitCode = (typeof exitCodes)[number][0]

/** What exit codes say of one command, where that is not what they say of all; "" for one that it never ends with. */
export type ExitMeanings = { readonly [Code in ExitCode]?: string }

/** The exit codes that a command can end with, and what each says of it. */
export function exitCodesOf(own: ExitMeanings): readonly (readonly [ExitCode, string])[] {
  return exitCodes
    .map(([code, meaning]) => [code, own[code] ?? meaning] as const)
    .filter(([, meaning]) => meaning !== '')
}

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
