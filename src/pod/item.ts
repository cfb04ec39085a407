import type { Source } from './snapshot.ts'

/** Anything that was read and can stand as evidence: where it is written, when it became true, and its own words. */
export interface Item {
  readonly source: Source
  /** The field path in the API object, or `events/NAME`, or `logs/CONTAINER`. */
  readonly path: string
  /** Milliseconds since 1970, or null where the API carries no time for it. */
  readonly at: number | null
  /** The cluster's own words, not neutralised. */
  readonly quote: string
  /** The container that it speaks of, where it speaks of one. */
  readonly container?: string | null
}

/** A plain field of the pod as an item: no time, and its value as it stands. */
export function field(path: string, quote: string, source: Source = 'pod'): Item {
  return { source, path, at: null, quote }
}
