// Waits: a watch says that something has changed, then it is fetched and judged again.
import { metadataOf } from '../../cluster/api/objects.ts'
import { ClusterError } from '../../cluster/errors.ts'
import { Cluster } from '../../cluster/live/cluster.ts'
import type { ConnectionFlags } from '../../cluster/login/entries.ts'
import { type Connection, loadConnection } from '../../cluster/login/kubeconfig.ts'
import { watchChanges, watchedFor } from '../../cluster/watch/watch-workload.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import type { RecoveryLimits } from '../../report/unrecoverable.ts'
import { Waiting } from '../../report/waiting.ts'
import type { NamedTarget } from '../targets.ts'
import { fetchTarget, observe } from './observe.ts'
import { WakeUp } from './wake-up.ts'

export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout: number
  readonly limits: RecoveryLimits
  readonly connection: ConnectionFlags
  /** Called after each look with the state of all targets. */
  readonly onLook: (targets: readonly Waited[]) => void
  /** Called once when the server is away, and with null when it is back. */
  readonly onAway: (error: ClusterError | null) => void
}

/** One thing that is waited for. */
export interface Waited {
  /** Such as `deployment/api`. */
  readonly name: string
  readonly waiting: Waiting
  readonly isWell: boolean
  readonly isUnrecoverable: boolean
}

// Changes come in bursts: one look is enough for what comes within this.
const burst = 300
// At most one look in this time, and four times as long as the look took: a large rollout changes constantly.
const leastPause = 1000
const mostPause = 10_000
// A look that no change has asked for: a watch may have died without a word.
const slowLook = 30_000
// A server that has just started knows no roles yet, and refuses what it will allow.
const refusalPasses = 15_000
// What is being read when the time is over may still be answered.
const lastAnswer = 2000

/**
 * Waits for all of these. Throws a ClusterError if one does not exist or may not be read, and if the server is away when the
 * time is over: then nothing is known of how it ended.
 */
export async function waitFor(
  targets: readonly NamedTarget[],
  options: WaitOptions,
): Promise<'well' | 'unrecoverable' | 'timeout'> {
  const connection = await loadConnection(options.connection)
  const stop = new AbortController()
  const deadline = Date.now() + options.timeout
  const overtime = setTimeout(() => stop.abort(), options.timeout + lastAnswer)
  const wakeUp = new WakeUp()
  const watches = new Watches(connection, () => wakeUp.wake(), stop.signal)
  const cluster = new Cluster(connection, { stop: stop.signal })
  const fetcher = new Fetcher(cluster, stop.signal, options.onAway)
  const waits = targets.map((target) => new TargetWait(target, options.limits))
  try {
    for (;;) {
      const began = Date.now()
      for (const wait of waits.filter(({ isWell }) => !isWell)) {
        const snapshots = await fetcher.fetch(wait.target)
        if (snapshots === null) break
        wait.take(snapshots)
        watches.begin(wait.target, snapshots)
      }
      const now = Date.now()
      const isLast = now >= deadline
      const endings = waits.map((wait) => wait.ending(isLast))
      if (fetcher.failure === null) options.onLook(waits)
      if (endings.every((ending) => ending === 'well')) return 'well'
      if (fetcher.failure === null && endings.includes('unrecoverable')) return 'unrecoverable'
      if (isLast && fetcher.failure !== null) throw fetcher.goneUntil(now, options.timeout)
      if (isLast) return 'timeout'
      const pause = Math.min(Math.max((now - began) * 4, leastPause), mostPause)
      const next = Math.min(deadline, now + slowLook, ...waits.flatMap(({ nextAt }) => nextAt ?? []))
      if (fetcher.failure !== null) wakeUp.wake()
      await wakeUp.wait(Math.max(began + pause, now + burst), Math.max(next, now + burst))
    }
  } finally {
    clearTimeout(overtime)
    stop.abort()
  }
}

/** Fetches pods, also across a time in which the server is away: it may be restarting. */
class Fetcher {
  readonly #cluster: Cluster
  readonly #stop: AbortSignal
  readonly #onAway: WaitOptions['onAway']
  #answeredAt: number | null = null
  #refusedSince: number | null = null
  /** Why the last fetch failed; null if it did not. */
  failure: ClusterError | null = null

  constructor(cluster: Cluster, stop: AbortSignal, onAway: WaitOptions['onAway']) {
    this.#cluster = cluster
    this.#stop = stop
    this.#onAway = onAway
  }

  /** Null: not now. Throws a ClusterError for what does not pass, and for whatever happens at the first fetch. */
  async fetch(target: NamedTarget): Promise<PodSnapshot[] | null> {
    try {
      const snapshots = await fetchTarget(this.#cluster, target)
      if (this.failure !== null) this.#onAway(null)
      this.failure = null
      this.#refusedSince = null
      this.#answeredAt = Date.now()
      return snapshots
    } catch (thrown) {
      const error = this.#stop.aborted
        ? new ClusterError('unreachable', 'the server gave no answer in time', {
            timedOut: true,
            cause: thrown,
          })
        : thrown
      if (!(error instanceof ClusterError) || this.#answeredAt === null) throw error
      this.#refusedSince = error.kind === 'refused' ? (this.#refusedSince ?? Date.now()) : null
      const passes =
        error.kind === 'unreachable' ||
        error.kind === 'protocol' ||
        (this.#refusedSince !== null && Date.now() - this.#refusedSince < refusalPasses)
      if (!passes) throw error
      if (this.failure === null) this.#onAway(error)
      this.failure = error
      return null
    }
  }

  goneUntil(now: number, timeout: number): ClusterError {
    const seconds = Math.round((now - (this.#answeredAt ?? now)) / 1000)
    return new ClusterError(
      'unreachable',
      `the server did not answer for the last ${seconds} s of the ${Math.round(timeout / 1000)} s to wait, so that it is not known how it ended: ${this.failure?.message ?? ''}`,
      { cause: this.failure },
    )
  }
}

/** The watches of all targets; each is begun once. */
class Watches {
  readonly #connection: Connection
  readonly #onChange: () => void
  readonly #signal: AbortSignal
  readonly #begun = new Set<string>()

  constructor(connection: Connection, onChange: () => void, signal: AbortSignal) {
    this.#connection = connection
    this.#onChange = onChange
    this.#signal = signal
  }

  begin({ resource, name }: NamedTarget, snapshots: readonly PodSnapshot[]): void {
    const workload = snapshots
      .flatMap(({ owners }) => owners)
      .find((owner) => owner.kind === resource.kind && metadataOf(owner).name === name)
    for (const watched of watchedFor(resource, name, workload ?? null)) {
      const key = JSON.stringify([watched, watched.matters === undefined ? '' : name])
      if (this.#begun.has(key)) continue
      this.#begun.add(key)
      void watchChanges(this.#connection, watched, { onChange: this.#onChange, signal: this.#signal })
    }
  }
}

class TargetWait implements Waited {
  readonly target: NamedTarget
  readonly name: string
  readonly waiting: Waiting
  isWell = false
  isUnrecoverable = false

  constructor(target: NamedTarget, limits: RecoveryLimits) {
    this.target = target
    this.name = `${target.resource.kind.toLowerCase()}/${target.name}`
    this.waiting = new Waiting(limits)
  }

  take(snapshots: readonly PodSnapshot[]): void {
    this.waiting.take(observe(snapshots, this.target), Date.now())
  }

  ending(isLast: boolean): ReturnType<Waiting['ending']> {
    if (this.isWell) return 'well'
    const ending = this.waiting.ending(Date.now(), isLast)
    this.isWell = ending === 'well'
    this.isUnrecoverable = ending === 'unrecoverable'
    return ending
  }

  get nextAt(): number | null {
    return this.isWell ? null : this.waiting.nextAt()
  }
}
