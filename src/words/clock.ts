// How a time is written for a person, always in UTC.

/** An RFC 3339 time next to others: the time of day on the day of `takenAt`, with the date before it on other days. */
export function clock(at: string, takenAt: string): string {
  const [date, time = ''] = at.split('T')
  const seconds = time.slice(0, 8)
  return date === takenAt.slice(0, 10) ? seconds : `${date} ${seconds}`
}

/** The time of day of an RFC 3339 time within a sentence: "14:05:31 UTC". */
export function utcClock(at: string): string {
  return `${clock(at, at)} UTC`
}
