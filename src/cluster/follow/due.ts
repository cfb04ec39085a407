// Which pods are to be read in full, and when. Knows neither pods nor a server.

// Of a pod that flaps, no more than one state in this time is read.
const apart = 5000

interface Due {
  /** Milliseconds since 1970; infinite while it is being read. */
  at: number
  readAt: number
}

export class DueLooks {
  readonly #due = new Map<string, Due>()

  /** Wants a look in `delay` milliseconds; a look that is due earlier stays so, so that no flapping puts it off. */
  want(key: string, delay: number, now: number): void {
    const due = this.#due.get(key) ?? { at: Number.POSITIVE_INFINITY, readAt: Number.NEGATIVE_INFINITY }
    due.at = Math.min(due.at, Math.max(now + delay, due.readAt + apart))
    this.#due.set(key, due)
  }

  forget(key: string): void {
    this.#due.delete(key)
  }

  has(key: string): boolean {
    return this.#due.has(key)
  }

  /** Those that are due, the longest first. They are not due again until they are wanted again. */
  take(now: number): string[] {
    const due = [...this.#due].filter(([, { at }]) => at <= now).toSorted(([, a], [, b]) => a.at - b.at)
    for (const [, entry] of due) entry.at = Number.POSITIVE_INFINITY
    return due.map(([key]) => key)
  }

  /** It was read just now. */
  wasRead(key: string, now: number): void {
    const due = this.#due.get(key)
    if (due !== undefined) due.readAt = now
  }

  /** Wants a look at all of them. */
  wantAll(delay: number, now: number): void {
    for (const key of this.#due.keys()) this.want(key, delay, now)
  }
}
