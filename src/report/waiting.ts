// What is known of one thing that is waited for, look by look. Has no clock of its own.

import { recoveryOf } from '../diagnosis/cause-of.ts'
import type { Diagnosed } from '../diagnosis/diagnose.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { belongsToRollout, isOfRevision, type Rollout } from '../signs/rollout.ts'
import { hasGivenUp, isRolledOut, isServing, isWell, proofOf } from './rolled-out.ts'
import { failsAgain, isWaitingForOther, type RecoveryLimits, unrecoverableFrom } from './unrecoverable.ts'

/** Everything that one look has found. `rollout` is null for a pod. */
export interface Observation {
  readonly rollout: Rollout | null
  readonly seen: readonly Diagnosed[]
}

export type Ending = 'well' | 'unrecoverable' | null

// A crash loop shows other faces in between; a finding that comes back within this has not passed.
const flicker = 10_000

export class Waiting {
  readonly #limits: RecoveryLimits
  /** Since when each finding is seen, and since when it is not any more. */
  readonly #times = new Map<string, { readonly since: number; gone: number | null }>()
  /** Pods that had failed before it counts, which may be left over from other times; null until the next look begins to count. */
  #leftOver: ReadonlySet<string> | null = null
  readonly #failedPods = new Set<string>()
  /** Whether pods of an older revision were there. */
  #replacesPods = false
  #counts = ''
  #available = 0
  #wellFrom: number | null = null
  #inTrouble = false
  #unrecoverableFrom: number | null = null
  rollout: Rollout | null = null
  /** Of those that are not well, whoever cannot become well any more first. */
  unwell: readonly Diagnosis[] = []
  /** Those that it would be given up for. */
  blamed: readonly Diagnosis[] = []
  /** Of those: pods of an earlier revision, which the controller replaces only once they are ready. */
  heldUpBy: readonly string[] = []

  constructor(limits: RecoveryLimits) {
    this.#limits = limits
  }

  /** Takes what a look has found at this moment, in milliseconds since 1970. */
  take({ rollout, seen }: Observation, now: number): void {
    this.rollout = rollout
    const staying = seen.filter(({ diagnosis }) => diagnosis.outcome !== 'terminating')
    const current = staying.filter(
      ({ pod }) => rollout === null || !pod.exists || belongsToRollout(rollout, pod),
    )
    const judgeable = rollout === null || rollout.isCurrent ? current : []
    this.#noteCounts(rollout)
    this.#noteFailedPods(judgeable)
    this.#noteTimes(judgeable, now)
    this.#judgeWell(rollout, staying, now)
    const judged = this.#judgeUnrecoverable(rollout, judgeable)
    const gaveUp = rollout !== null && hasGivenUp(rollout)
    this.#unrecoverableFrom = gaveUp ? 0 : least(judged.map(({ from }) => from))
    const atFault = judged
      .filter(({ from }) => from === this.#unrecoverableFrom)
      .map(({ diagnosis }) => diagnosis)
    const revision = rollout?.revision ?? null
    this.heldUpBy = judgeable
      .filter(({ pod, diagnosis }) => pod.exists && atFault.includes(diagnosis))
      .filter(({ pod }) => revision?.isOrdered && !isOfRevision(revision, pod))
      .map(({ pod }) => pod.name)
    const others = (rollout === null ? seen : current)
      .map(({ diagnosis }) => diagnosis)
      .filter((diagnosis) => !isWell(diagnosis) && !atFault.includes(diagnosis))
    this.unwell = [...atFault, ...others]
    this.blamed = atFault.length > 0 ? atFault : this.unwell
  }

  /** How it stands at this moment. `isLast`: there is no time left for what is well to prove that it stays so. */
  ending(now: number, isLast = false): Ending {
    if (this.#wellFrom !== null && (this.#wellFrom <= now || (isLast && !this.#inTrouble))) return 'well'
    return this.#unrecoverableFrom !== null && this.#unrecoverableFrom <= now ? 'unrecoverable' : null
  }

  /** When it is to be looked at again even if nothing changes; null: only then. */
  nextAt(): number | null {
    return least([this.#wellFrom, this.#unrecoverableFrom].filter((at) => at !== null))
  }

  #judgeWell(rollout: Rollout | null, staying: readonly Diagnosed[], now: number): void {
    const serving = staying.filter(({ pod, diagnosis }) =>
      rollout === null ? isWell(diagnosis) : isServing(pod),
    )
    const isJob = rollout?.kind === 'Job'
    // The counts of a workload lag behind its pods.
    const isThere =
      rollout === null
        ? staying.length > 0 && serving.length === staying.length
        : isRolledOut(rollout) && (isJob || serving.length >= rollout.wanted)
    const proofs = serving.map(({ pod, diagnosis }) => proofOf(pod, diagnosis))
    this.#inTrouble = proofs.some(({ inTrouble }) => inTrouble)
    const left = isJob ? 0 : Math.max(0, ...proofs.map((proof) => proof.left))
    this.#wellFrom = isThere ? now + left : null
  }

  #judgeUnrecoverable(
    rollout: Rollout | null,
    current: readonly Diagnosed[],
  ): { diagnosis: Diagnosis; from: number }[] {
    const waiting = new Set(
      current
        .filter(({ diagnosis }) => isWaitingForOther(diagnosis))
        .map(({ diagnosis }) => keyOf(diagnosis)),
    )
    return current.flatMap(({ pod, diagnosis }) => {
      // The old pods have to be gone before the quota has room, and the controller tries again only after minutes.
      const { verdict } = diagnosis
      if (this.#replacesPods && verdict !== null && recoveryOf(verdict) === 'quota') return []
      const key = keyOf(diagnosis)
      const from = unrecoverableFrom(
        pod,
        diagnosis,
        {
          seenSince: this.#times.get(key)?.since ?? 0,
          waitsForOther: waiting.has(key),
          workload: rollout?.kind ?? null,
        },
        this.#limits,
      )
      const nextFails = this.#failedPods.size >= this.#limits.restarts && failsAgain(diagnosis)
      return from === null && !nextFails ? [] : [{ diagnosis, from: nextFails ? 0 : (from ?? 0) }]
    })
  }

  #noteTimes(current: readonly Diagnosed[], now: number): void {
    const keys = new Set(current.map(({ diagnosis }) => keyOf(diagnosis)))
    for (const [key, times] of this.#times) if (!keys.has(key)) times.gone ??= now
    for (const key of keys) {
      const { since, gone } = this.#times.get(key) ?? { since: now, gone: null }
      this.#times.set(key, { since: gone === null || now - gone <= flicker ? since : now, gone: null })
    }
  }

  #noteFailedPods(current: readonly Diagnosed[]): void {
    const failed = current.filter(({ diagnosis }) => failsAgain(diagnosis)).map(({ pod }) => pod.uid)
    this.#leftOver ??= new Set(failed)
    for (const uid of failed) if (!this.#leftOver.has(uid)) this.#failedPods.add(uid)
  }

  /** A refusal while pods come and go is a matter of turns: a quota may wait for the old ones to be gone. */
  #noteCounts(rollout: Rollout | null): void {
    if (rollout === null) return
    this.#replacesPods ||= rollout.total > rollout.updated
    // Pods that fail on one node may find another. Those that failed until now may stay for long.
    if (rollout.available > this.#available) {
      this.#failedPods.clear()
      this.#leftOver = null
    }
    this.#available = rollout.available
    const counts = [rollout.updated, rollout.available, rollout.total, rollout.succeeded].join()
    if (counts !== this.#counts) {
      for (const key of this.#times.keys()) if (key.startsWith('creation ')) this.#times.delete(key)
    }
    this.#counts = counts
  }
}

function keyOf({ verdict }: Diagnosis): string {
  return `${verdict?.stage} ${verdict?.cause} ${verdict?.container}`
}

function least(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times)
}
