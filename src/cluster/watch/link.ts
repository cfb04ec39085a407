// Whether what is shown is still what is: several watches, one connection to a server.

import { fetchVersion } from '../api/server-version.ts'
import { ClusterError } from '../errors.ts'
import { ExchangeFailure } from '../http/exchange.ts'
import type { Transport } from '../http/transport.ts'

/** Since when there is no connection, in milliseconds since 1970, and why. */
export interface Lost {
  readonly since: number
  readonly why: ClusterError
}

// A watch that breaks off is mostly taken up again at once, and nothing was missed.
const grace = 2000
const answerLimit = 5000

export class Link {
  readonly #lost = new Map<object, Lost>()
  readonly #onChange: (lost: Lost | null) => void
  #reported: Lost | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(onChange: (lost: Lost | null) => void) {
    this.#onChange = onChange
  }

  /** One of the watches stands (null), or cannot be made. */
  say(who: object, trouble: ClusterError | null): void {
    if (trouble === null) this.#lost.delete(who)
    else this.#lost.set(who, { since: this.#lost.get(who)?.since ?? Date.now(), why: trouble })
    if (this.#lost.size === 0) this.#tell()
    else if (this.#reported === null) this.#timer ??= setTimeout(() => this.#tell(), grace)
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const [first = null] = [...this.#lost.values()].toSorted((a, b) => a.since - b.since)
    if (first === null && this.#reported === null) return
    this.#reported = first
    this.#onChange(first)
  }
}

/** Whether the server is there, which any answer shows, and its version and clock. */
export async function askVersion(
  transport: Transport,
): Promise<{ readonly isThere: boolean; readonly version: string | null; readonly date: string }> {
  try {
    return { isThere: true, ...(await fetchVersion(transport, answerLimit)) }
  } catch (error) {
    if (error instanceof ClusterError) return { isThere: error.status !== null, version: null, date: '' }
    brokenOff(error)
    return { isThere: false, version: null, date: '' }
  }
}

/** A read that broke off, or whose connection we gave up, as a failed exchange; throws what is none. */
export function brokenOff(error: unknown): ExchangeFailure {
  if (error instanceof ExchangeFailure) return error
  if (error instanceof Error && error.name === 'AbortError') return new ExchangeFailure('lost', 0, error)
  throw error
}
