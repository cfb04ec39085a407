// How every cause of creation finds and words who was refused, and how well that is known.

import type { PodReading } from '../../pod/reading.ts'
import { type Refusal, refusalSaying } from '../../signs/creation.ts'
import type { Objection } from '../../signs/field-objections.ts'
import { utcClock } from '../../words/clock.ts'
import { certain, type Facts, likely, type Match } from '../define-cause.ts'

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

/** The match of a refusal, with facts of its own. It is certain where the controller's status says it, too. */
export function matchOf<F extends Facts>(refusal: Refusal, facts: F): Match<Refused & F> {
  const { maker, stated, hasOthers, longAgo, evidence } = refusal
  return (stated ? certain : likely)(null, { maker, stated, hasOthers, longAgo, ...facts }, evidence)
}

/** The match of the first refusal in these words; `read` says what the words hold. Nothing where there is none. */
export function* refusalMatch<F extends Facts>(
  pod: PodReading,
  wording: RegExp,
  read: (match: RegExpExecArray) => F,
): Generator<Match<Refused & F>> {
  const found = refusalSaying(pod, wording)
  if (found !== null) yield matchOf(found.refusal, read(found.match))
}

/** The beginning of the sentence about what is wrong: "No pod is made for `Deployment/api`", or no further one. */
export function noPodFor(owner: string, { maker, hasOthers }: Refused): string {
  const workload = owner === '' ? maker : owner
  const made = maker.startsWith('CronJob/') ? 'Job' : 'pod'
  const none = `No ${hasOthers ? 'further ' : ''}${made} is made`
  return workload === '' ? none : `${none} for \`${workload}\``
}

/** The last sentences of `why`: where only an event says it, and where that was said a while ago; "" if neither is so. */
export function asFarAsKnown({ stated, longAgo }: Refused): string {
  const inferred = stated ? '' : ' We infer this from the newest event: no status of the workload repeats it.'
  return longAgo === null
    ? inferred
    : `${inferred} It was refused last at ${utcClock(longAgo)}; what has changed since then shows with the next try.`
}

// What a person takes in at a glance; the rest stands in the evidence.
const mostObjections = 4

/** The objections as a fact: each as "`spec.hostPID`: Host PID is not allowed to be used", with the value behind the field. */
export function objectionTexts(objections: readonly Objection[]): string[] {
  return objections.map(
    ({ field, value, says }) =>
      `\`${field}\`${value === '' || says.startsWith(value) ? '' : ` (${value})`}: ${says}`,
  )
}

/** The first of these in one list, and how many more there are: "a; b; and 2 more". */
export function firstObjections(texts: readonly string[]): string {
  const more = texts.length - mostObjections
  return [...texts.slice(0, mostObjections), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

/** A text of several lines or sentences as the end of a sentence: in one line, cut where it is long, without its full stop. */
export function inOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= longest
    ? line.replace(/\.$/, '')
    : `${line.slice(0, longest).replace(/\s+\S*$/, '')} …`
}

const longest = 240
