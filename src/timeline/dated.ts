import { rfc3339 } from '../pod/json.ts'

/**
 * How well a time is known. `exact`: to a fraction of a second. `second`: the whole second. `by-then`: it happened then or before.
 * `between`: it happened then or before, and not before another time that stands beside it.
 */
export type Precision = 'exact' | 'second' | 'by-then' | 'between'

/** A moment with its times in milliseconds since 1970. */
export interface Dated {
  readonly at: number
  readonly precision: Precision
  /** For `between`: not before this. */
  readonly after?: number
  readonly subject: string
  readonly what: string
  readonly run?: number
  readonly source: string
}

/** A line of the timeline: what happened, to whom, when, and how we know. */
export interface Moment {
  /** RFC 3339. */
  readonly at: string
  readonly precision: Precision
  /** RFC 3339; only where the precision is `between`. */
  readonly after?: string
  /** `pod`, or `container/NAME`. */
  readonly subject: string
  /** `created`, `scheduled`, `started`, `exited`, … */
  readonly what: string
  /** Which run of a container, 0 for the first; absent where there are no runs, or where it is not known. */
  readonly run?: number
  /** The path or event that carries the time. */
  readonly source: string
}

/** A moment of which the API keeps the second, or (the scheduler's events) more; none where it keeps no time. */
export function dated(
  at: number | null,
  what: string,
  source: string,
  subject = 'pod',
  run?: number,
): Dated[] {
  if (at === null || at <= 0) return []
  const precision = at % 1000 === 0 ? 'second' : 'exact'
  return [{ at, precision, subject, what, source, ...(run === undefined ? {} : { run }) }]
}

/** A moment that is only known to have come by then. */
export function datedBy(at: number | null, what: string, source: string, subject = 'pod'): Dated[] {
  return dated(at, what, source, subject).map((moment) => ({ ...moment, precision: 'by-then' }))
}

/** The subject of a container's moments and stages. */
export function subjectOf(container: string): string {
  return `container/${container}`
}

/** A moment as it stands in a result. */
export function toMoment({ at, after, ...rest }: Dated): Moment {
  return { at: rfc3339(at), ...rest, ...(after === undefined ? {} : { after: rfc3339(after) }) }
}
