// How long to wait, how often to try again, how much to take.

export interface Limits {
  /** Until a connection stands, TLS included. All times in milliseconds. */
  readonly connect: number
  /** From the request to the first byte of the answer. */
  readonly firstByte: number
  /** Without a byte while the answer arrives. */
  readonly idle: number
  /** For one request, each try on its own. */
  readonly request: number
  /** For everything together, logins aside. */
  readonly run: number
  /** The longest single wait that a server may ask for, and the longest for one request together. */
  readonly longestWait: number
  readonly allWaits: number
  /** The base of the pauses after a lost connection: this, twice this, four times this, with some chance in it. */
  readonly pause: number
  /** Tries of one request while the server says 429, and while it says 5xx with Retry-After or drops the connection. */
  readonly busyTries: number
  readonly tries: number
  /** Of one answer, in bytes after decompression. */
  readonly size: number
  /** For a log: a node that does not answer keeps the API server waiting for half a minute. */
  readonly log: number
}

export const usualLimits: Limits = {
  connect: 5_000,
  firstByte: 15_000,
  idle: 10_000,
  request: 30_000,
  run: 60_000,
  longestWait: 32_000,
  allWaits: 45_000,
  pause: 500,
  busyTries: 5,
  tries: 4,
  size: 64 * 1024 * 1024,
  log: 5_000,
}

/** The limits for a --request-timeout in milliseconds; null for the usual ones. */
export function limitsFor(requestTimeout: number | null, usual: Limits = usualLimits): Limits {
  if (requestTimeout === null) return usual
  return {
    ...usual,
    request: requestTimeout,
    firstByte: requestTimeout,
    idle: requestTimeout,
    run: Math.max(usual.run, requestTimeout * 2),
  }
}
