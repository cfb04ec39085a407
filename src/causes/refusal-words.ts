// How every cause of creation words who was refused, and how well that is known.
import type { Refusal } from '../pod/creation.ts'
import { clock } from './container-words.ts'

/** The part of the facts that all refusals share. */
export interface Refused {
  readonly [name: string]: string | number | boolean | null | readonly string[]
  /** The controller that was refused, such as `ReplicaSet/api-7c9d`. */
  readonly maker: string
  /** Whether the controller's status says so, and not an event alone. */
  readonly stated: boolean
  /** Whether the workload has other pods. */
  readonly hasOthers: boolean
  /** When that was, RFC 3339, if it is so long ago that things may have changed; null otherwise. */
  readonly longAgo: string | null
}

export function refused({ maker, stated, hasOthers, longAgo }: Refusal): Refused {
  return { maker, stated, hasOthers, longAgo }
}

/** The beginning of the sentence about what is wrong: "No pod is made for `Deployment/api`", or no further one. */
export function noPodFor(owner: string, { maker, hasOthers }: Refused): string {
  const workload = owner === '' ? maker : owner
  const none = hasOthers ? 'No further pod is made' : 'No pod is made'
  return workload === '' ? none : `${none} for \`${workload}\``
}

/** The last sentences of `why`: where only an event says it, and where that was said a while ago; "" if neither is so. */
export function asFarAsKnown({ stated, longAgo }: Refused): string {
  const inferred = stated ? '' : ' We infer this from the newest event: no status of the workload repeats it.'
  return longAgo === null
    ? inferred
    : `${inferred} It was refused last at ${clock(longAgo)}; what has changed since then shows with the next try.`
}
