import type { RawAnswer } from './exchange.ts'

/** How long a 429, or a 5xx with Retry-After, asks to wait, in milliseconds; null where it does not ask. */
export function waitOf({ status, retryAfter, date }: RawAnswer): number | null {
  if (status !== 429 && (status < 500 || retryAfter === null)) return null
  const written = retryAfter?.trim() ?? ''
  if (/^\d+$/.test(written)) return Math.max(Number(written), 1) * 1000
  const from = Date.parse(date)
  // Only a date with a comma is the HTTP form: Date.parse takes "-1" for a year.
  const until = written.includes(',') ? Date.parse(written) : Number.NaN
  if (!Number.isNaN(until)) return Math.max(until - (Number.isNaN(from) ? Date.now() : from), 1000)
  return status === 429 ? 1000 : null
}
