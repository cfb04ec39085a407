// The one error of everything that reads from a cluster or from a file.

/** What went wrong, as far as a script cares. */
export type ClusterErrorKind = 'usage' | 'unreachable' | 'refused' | 'not-found' | 'protocol'

interface Details {
  /** The HTTP status, if a server answered. */
  readonly status?: number
  /** True if a time limit ended the read. */
  readonly timedOut?: boolean
  /** Where a list that grew too old goes on (410). */
  readonly next?: string
  readonly cause?: unknown
}

/**
 * A sentence for the user: what was asked for, why it did not work, what to do. It never holds headers, tokens or more of
 * an answer than one neutral line. Where kubectl has a text for the case, it is kubectl's.
 */
export class ClusterError extends Error {
  override readonly name = 'ClusterError'
  readonly kind: ClusterErrorKind
  readonly status: number | null
  readonly timedOut: boolean
  readonly next: string

  constructor(kind: ClusterErrorKind, message: string, details: Details = {}) {
    super(message, { cause: details.cause })
    this.kind = kind
    this.status = details.status ?? null
    this.timedOut = details.timedOut ?? false
    this.next = details.next ?? ''
  }
}

const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]+/gu

/** The first line of a text from elsewhere, at most `limit` characters, without anything that a terminal could obey. */
export function firstLine(source: string, limit = 300): string {
  const line =
    source
      .trimStart()
      .slice(0, limit * 4)
      .split(/[\r\n]/, 1)[0] ?? ''
  const neutral = line.replace(unsafe, ' ').trim()
  return neutral.length > limit ? `${neutral.slice(0, limit)}…` : neutral
}

/** Node's code of the error, such as `ECONNREFUSED`; "" if it has none. Of several tries, that of the first. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
