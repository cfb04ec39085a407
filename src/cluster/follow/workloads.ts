// Workloads without pods, checked repeatedly: seldom by the clock, soon after something reports a change.
import { setTimeout as sleep } from 'node:timers/promises'

/** How often to look, in milliseconds. */
export interface WorkloadPace {
  /** How often it is asked whether a look is due. */
  readonly turn: number
  /** Between two looks that nothing asked for. */
  readonly every: number
}

// What takes long on a large cluster is done less often: these are times what a look took.
const restAfter = 4
const sharesOfTime = 20

export class WorkloadPolls {
  readonly #pace: WorkloadPace
  readonly #poll: () => Promise<void>
  #dueAt: number

  constructor(pace: WorkloadPace, poll: () => Promise<void>) {
    this.#pace = pace
    this.#poll = poll
    this.#dueAt = Date.now() + pace.every
  }

  /** Wants a look in `delay` milliseconds at the latest. */
  want(delay: number): void {
    this.#dueAt = Math.min(this.#dueAt, Date.now() + delay)
  }

  async run(stop: AbortSignal): Promise<void> {
    const rest = (milliseconds: number): Promise<void> =>
      sleep(milliseconds, undefined, { signal: stop }).catch(() => {})
    while (!stop.aborted) {
      await rest(this.#pace.turn)
      const began = Date.now()
      if (stop.aborted || began < this.#dueAt) continue
      this.#dueAt = Number.POSITIVE_INFINITY
      await this.#poll()
      const took = Date.now() - began
      await rest(took * restAfter)
      this.want(Math.max(this.#pace.every, took * sharesOfTime))
    }
  }
}
