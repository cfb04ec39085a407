// One namespace, or all of them: its pods by their cells, and in full those that need a look; its events; its workloads.
import { setTimeout as sleep } from 'node:timers/promises'
import { object, text } from '../../pod/json.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { ClusterError } from '../errors.ts'
import type { Limits } from '../http/limits.ts'
import type { Transport } from '../http/transport.ts'
import type { Connection } from '../login/kubeconfig.ts'
import type { PodCells } from '../sweep/cells.ts'
import type { Scope } from '../sweep/pods.ts'
import { RelatedObjects } from '../sweep/related-objects.ts'
import type { Judge } from '../sweep/sweep.ts'
import { fetchTroubledWorkloads, findSuspects } from '../sweep/workloads.ts'
import { Follower } from '../watch/follower.ts'
import { brokenOff, type Link } from '../watch/link.ts'
import { DueLooks } from './due.ts'
import { LiveEvents } from './events.ts'
import { fetchDue } from './fetch-due.ts'
import { followedPods, type PodTaker } from './pods.ts'
import { type WorkloadPace, WorkloadPolls } from './workloads.ts'

/** What the caller makes of what was read. Pods are called `NAMESPACE/NAME`; all delays are milliseconds. */
export interface WatchJudge extends Judge {
  /**
   * A pod that changed, or one of a list, as its cells show it; null: the server prints none. After how long to read it in full;
   * null: it need not be.
   */
  seen(key: string, cells: PodCells | null, seen: PodSighting): number | null
  /** A pod that was read in full. After how long to read it again; null: not before it changes. */
  read(key: string, snapshot: PodSnapshot): number | null
  gone(key: string): void
  /** Called when `seen` has been called for every pod that there is. */
  listed(): void
  /** All that it knows in the namespace (null: in all). */
  known(namespace: string | null): readonly string[]
  /** Workloads that no pod tells of: all that there are now. `failures`: kinds that could not be read. */
  workloads(namespace: string | null, found: readonly PodSnapshot[], failures: readonly ClusterError[]): void
}

/** How a pod was seen. */
interface PodSighting {
  readonly hasChanged: boolean
  readonly lostNodes: ReadonlySet<string>
}

/** What the scopes of one watch share. */
export interface ScopeContext {
  readonly transport: () => Transport
  readonly connection: Connection
  readonly limits: Limits
  readonly link: Link
  readonly lostNodes: ReadonlySet<string>
  readonly serverVersion: () => string | null
  /** By the server's clock, in milliseconds since 1970. */
  readonly now: () => number
  /** Takes the server's clock: a Date header, or "". */
  readonly clock: (date: string) => void
  /** Called when a scope knows all of its pods. */
  readonly onListed: (scope: ScopeWatch) => void
  /** How often pods that are due are looked for, in milliseconds. */
  readonly turn: number
  readonly workloadPace: WorkloadPace
}

const afterEvent = 1000
const afterFailure = 5000
const afterRefusal = 60_000

export class ScopeWatch {
  readonly #shared: ScopeContext
  readonly #scope: Scope
  readonly #judge: WatchJudge
  readonly #due = new DueLooks()
  readonly #events: LiveEvents
  readonly #podFollower: Follower
  readonly #eventFollower: Follower
  readonly #over = new AbortController()
  readonly #stop: AbortSignal
  #hasWorkloads = false
  readonly #workloads: WorkloadPolls

  constructor(shared: ScopeContext, scope: Scope, judge: WatchJudge, stop: AbortSignal) {
    this.#shared = shared
    this.#scope = scope
    this.#judge = judge
    this.#stop = AbortSignal.any([stop, this.#over.signal])
    const { connection, limits, link, transport, workloadPace } = shared
    this.#workloads = new WorkloadPolls(workloadPace, () => this.#fetchWorkloads().catch(passing))
    const common = { connection, limits, stop: this.#stop }
    this.#podFollower = new Follower(followedPods(transport, scope, this.#taker()), {
      ...common,
      onLink: (trouble) => link.say(this, trouble),
    })
    this.#events = new LiveEvents(transport, scope.namespace, {
      onWarning: (kind, key) => this.#warned(kind, key),
      onList: () => this.#workloads.want(afterFailure),
    })
    // Without events it goes on, and says so with each pod.
    this.#eventFollower = new Follower(this.#events.followed(), { ...common, onLink: () => {} })
  }

  /** Follows until stopped. Throws a ClusterError if the pods may not be watched. */
  async run(): Promise<void> {
    try {
      await Promise.all([
        this.#podFollower.run(),
        this.#eventFollower.run().catch((error: unknown) => {
          if (!(error instanceof ClusterError) || error.kind !== 'refused') throw error
          this.#events.fail(error)
        }),
        this.#fetchDuePods(),
        this.#scope.fieldSelector === '' ? this.#workloads.run(this.#stop) : null,
      ])
    } finally {
      this.#over.abort()
    }
  }

  /** A node was lost or is back: the same cells mean something else now. */
  nodesChanged(): void {
    this.#podFollower.startOver()
    this.#due.wantAll(afterEvent, Date.now())
  }

  reconnect(): void {
    this.#podFollower.reconnect()
    this.#eventFollower.reconnect()
  }

  #taker(): PodTaker {
    const { namespace } = this.#scope
    const gone = (key: string): void => {
      this.#due.forget(key)
      this.#judge.gone(key)
      this.#podsChanged()
    }
    return {
      seen: (key, cells, hasChanged) => {
        const { lostNodes } = this.#shared
        const delay = this.#judge.seen(key, cells, { hasChanged, lostNodes })
        if (delay === null) this.#due.forget(key)
        else this.#due.want(key, delay, Date.now())
        this.#podsChanged()
      },
      gone,
      listed: (keys) => {
        for (const key of this.#judge.known(namespace)) if (!keys.has(key)) gone(key)
        this.#shared.onListed(this)
      },
      clock: this.#shared.clock,
    }
  }

  #warned(kind: string, key: string): void {
    if (kind === 'Pod') this.#wantAgain(key, afterEvent)
    else this.#workloads.want(afterEvent)
  }

  /** A workload that had no pods may have some now. */
  #podsChanged(): void {
    if (this.#hasWorkloads) this.#workloads.want(afterFailure)
  }

  async #fetchDuePods(): Promise<void> {
    let rest = this.#shared.turn
    while (!this.#stop.aborted) {
      await sleep(rest, undefined, { signal: this.#stop }).catch(() => {})
      const began = Date.now()
      const keys = this.#due.take(began)
      if (keys.length > 0 && !this.#stop.aborted) {
        await this.#fetch(keys).catch((error: unknown) => {
          const isRefused = unlessLost(error)?.kind === 'refused'
          for (const key of keys) this.#wantAgain(key, isRefused ? afterRefusal : afterFailure)
        })
      }
      // What takes long on a large cluster is done less often.
      rest = Math.max(this.#shared.turn, (Date.now() - began) * 3)
    }
  }

  async #fetch(keys: readonly string[]): Promise<void> {
    await this.#events.listed
    const known = this.#judge.known(this.#scope.namespace).length
    const { pods, left } = await fetchDue(this.#shared.transport(), this.#scope, keys, known)
    for (const key of left) this.#wantAgain(key, 0)
    for (const snapshot of await this.#around().snapshots(pods, this.#judge.wants)) {
      const key = `${snapshot.namespace}/${text(object(snapshot.pod?.metadata).name)}`
      // It may be gone, or well, by now.
      if (!this.#due.has(key)) continue
      this.#due.wasRead(key, Date.now())
      const again = this.#judge.read(key, snapshot)
      if (again === null) this.#due.forget(key)
      else this.#due.want(key, again, Date.now())
    }
  }

  #wantAgain(key: string, delay: number): void {
    if (this.#due.has(key)) this.#due.want(key, delay, Date.now())
  }

  async #fetchWorkloads(): Promise<void> {
    await this.#events.listed
    const around = this.#around()
    const suspects = await findSuspects(this.#shared.transport(), this.#scope)
    const { namespace } = this.#scope
    const { found, failures } = await fetchTroubledWorkloads(
      around,
      namespace,
      suspects,
      this.#judge.isReported,
    )
    const snapshots = await around.snapshotsOfMakers(found)
    this.#hasWorkloads = snapshots.length > 0
    this.#judge.workloads(
      this.#scope.namespace,
      snapshots,
      failures.map(({ error }) => error),
    )
  }

  /** New each time, for what is around a pod changes too; of events there is one watch. */
  #around(): RelatedObjects {
    const { transport, now, serverVersion } = this.#shared
    const around = new RelatedObjects(transport(), this.#scope.namespace, now(), this.#events.index)
    around.serverVersion = serverVersion()
    return around
  }
}

function passing(error: unknown): void {
  unlessLost(error)
}

/** The error of a read that will be tried again; throws what is none. */
function unlessLost(error: unknown): ClusterError | null {
  if (error instanceof ClusterError) return error
  brokenOff(error)
  return null
}
