// What a cause is. See CONTRIBUTING for how to add one; `image/image-tag-missing.ts` is a good one to copy.
import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import type { Source } from '../pod/snapshot.ts'
import type { Command, Place } from './command.ts'
import type { Recovery } from './recovery.ts'
import type { FoundAt, Shared } from './shared.ts'
import type { Stage } from './stages.ts'

/** `certain`: the cluster said so. `likely`: we infer it, and the sentence must say so too. */
export type Certainty = 'certain' | 'likely'

/** What a finding is made from. Values are printed and put into JSON: never a value of env, args or annotations. */
export type Facts = { readonly [name: string]: string | number | boolean | null | readonly string[] }

/** A cause that holds for this pod, or for one container of it. */
export interface Match<F extends Facts = Facts> {
  readonly certainty: Certainty
  /** The container to blame, or null for the whole pod. */
  readonly container: string | null
  readonly facts: F
  /** At least one item, the strongest first. */
  readonly evidence: readonly [Item, ...Item[]]
}

/** What a person reads, in plain sentences. */
export interface Description {
  /** One sentence: what is wrong, with names. */
  readonly what: string
  /** Why that is so, or what it means; a sentence or two. */
  readonly why: string
  /** What confirms or fixes it: commands made with `kubectl`, and advice as sentences. */
  readonly next: readonly (Command | string)[]
}

export type Cause<Id extends string = string, F extends Facts = Facts> = CauseFields<Id, F> & (Fails | Waits)

/** The pod has failed, or something keeps it from what it is there for. */
interface Fails {
  readonly outcome?: 'failing'
  readonly normalFor?: never
}

/** The pod waits for something and has not failed. */
interface Waits {
  readonly outcome: 'waiting'
  /**
   * Milliseconds for which it is no more than a step of a start that takes its time (such a step gets the two minutes for which
   * a pod without any finding is called starting); null where it is never that.
   */
  readonly normalFor: number | null
}

interface CauseFields<Id extends string, F extends Facts> {
  /** A kebab-case noun for the failing state; it is permanent, and the file is called like it. */
  readonly id: Id
  readonly stage: Stage
  /** A short sentence without names: "The registry has no such image tag". */
  readonly title: string
  /** The STATUS words (or their first part, such as `Init:`) under which a user meets it. */
  readonly seenAs: readonly string[]
  /** The sources without which it cannot be ruled out. */
  readonly needs: readonly Source[]
  /**
   * What is only a symptom of it: ids of causes, or whole stages. A finding of those is folded under this one when both
   * blame the same container, or one of them blames the whole pod. Must not form a circle.
   */
  readonly explains?: readonly string[]
  /** It only follows from other trouble, or concerns the workload: it never leads a diagnosis of a pod that exists. */
  readonly isConsequence?: boolean
  /** It only quotes what its stage is stuck at: any other cause of that stage says it better, and takes its place. */
  readonly isGeneric?: boolean
  /**
   * Whether the kubelet kills a container for it that counts as ready until then: `soon`, it is about to; `already`, it has
   * begun to, and the container's status may still have to follow. Left out: it kills none.
   */
  readonly kills?: 'soon' | 'already'
  /** Yields a match for each container (or for the pod) for which it holds. No I/O, no clock, no raw API objects. */
  match(pod: PodReading): Iterable<Match<F>>
  /** The words for one match. Pure: takes only the facts, and where to point commands at. */
  describe(facts: F, place: Place): Description
  /** What has to happen for it to go away, where that depends on the facts as a function of them. */
  readonly recovery: Recovery | ((facts: F) => Recovery)
  /**
   * What, put right once, heals every pod that has it in common. Null, as a whole or for some facts: each workload has to be put
   * right by itself. When in doubt it is null: two groups that are one problem do less harm than one group that hides a second
   * problem.
   */
  readonly sharedBy: ((facts: F, at: FoundAt) => Shared | null) | null
}

/** An identity function that lets the facts flow from `match` into `describe`, and keeps the id as a literal type. */
export function defineCause<const Id extends string, F extends Facts>(cause: Cause<Id, F>): Cause<Id, F> {
  return cause
}

/** A match that the cluster itself stated. */
export function certain<const F extends Facts>(
  container: string | null,
  facts: F,
  evidence: readonly [Item, ...Item[]],
): Match<F> {
  return { certainty: 'certain', container, facts, evidence }
}

/** A match that we infer; `describe` must use a verb that says so. */
export function likely<const F extends Facts>(
  container: string | null,
  facts: F,
  evidence: readonly [Item, ...Item[]],
): Match<F> {
  return { certainty: 'likely', container, facts, evidence }
}
