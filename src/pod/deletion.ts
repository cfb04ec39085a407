import type { V1ObjectMeta } from '@kubernetes/client-node'
import { fields, type Item } from './item.ts'
import { type Fields, int, rfc3339, time } from './json.ts'

/** A deletion that was asked for. `metadata.deletionTimestamp` is its deadline, not the time of the request. */
export interface Deletion extends Item {
  /** Milliseconds since 1970. */
  readonly requestedAt: number
  readonly deadline: number
  readonly graceSeconds: number
}

/** Reads the deletion, or null where none was asked for. Mirrors `BeforeDelete`: deadline = request + grace. */
export function readDeletion(metadata: Fields<V1ObjectMeta>): Deletion | null {
  const deadline = time(metadata.deletionTimestamp)
  if (deadline === null) return null
  const graceSeconds = int(metadata.deletionGracePeriodSeconds)
  const requestedAt = deadline - graceSeconds * 1000
  return {
    source: 'pod',
    path: 'metadata.deletionTimestamp',
    at: requestedAt,
    value: fields({ deletionTimestamp: rfc3339(deadline), deletionGracePeriodSeconds: graceSeconds }),
    quote: '',
    requestedAt,
    deadline,
    graceSeconds,
  }
}
