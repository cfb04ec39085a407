// Keeps what a sweep has found current: one watch on the pods' cells, and in full only what needs a look.
import { setTimeout as sleep } from 'node:timers/promises'
import { podKind } from '../api/kinds.ts'
import { ClusterError } from '../errors.ts'
import { type Limits, limitsFor } from '../http/limits.ts'
import { Transport } from '../http/transport.ts'
import type { ConnectionFlags } from '../login/entries.ts'
import type { Environment } from '../login/environment.ts'
import { type Connection, loadConnection } from '../login/kubeconfig.ts'
import {
  ClusterSweep,
  patient,
  type SweepOptions,
  type SweepStep,
  type SweepTarget,
} from '../sweep/connect.ts'
import { pagesOf } from '../sweep/pages.ts'
import { namespaceNames } from '../sweep/pods.ts'
import { Follower } from '../watch/follower.ts'
import { askVersion, Link, type Lost } from '../watch/link.ts'
import { LostNodes } from './nodes.ts'
import { ScopeWatch, type WatchJudge } from './scope.ts'

export type { Lost } from '../watch/link.ts'
export type { WatchJudge } from './scope.ts'

export interface SweepFollowOptions {
  readonly stop: AbortSignal
  /** Called when the connection is lost, and null when it stands again. */
  readonly onLink: (lost: Lost | null) => void
  /** Called for a namespace that is refused while others are read. */
  readonly onRefused: (namespace: string) => void
}

/** How often to look for what is due, in milliseconds. */
export interface Pace {
  readonly turn: number
  readonly workloadsEvery: number
  /** How often to ask whether the server is still there. */
  readonly heartbeat: number
}

const sameClock = 2000
const usualPace: Pace = { turn: 1000, workloadsEvery: 30_000, heartbeat: 10_000 }

export interface SweepWatchOptions extends SweepOptions {
  readonly pace?: Pace
  readonly environment?: Environment
}

/** Reads the kubeconfig; contacts nothing. Throws a ClusterError of kind `usage` or `refused`. */
export async function connectSweepWatch(
  flags: ConnectionFlags,
  options: SweepWatchOptions = {},
): Promise<SweepWatch> {
  return new SweepWatch(await loadConnection(flags, options.environment), options)
}

export class SweepWatch {
  readonly #connection: Connection
  readonly #options: SweepWatchOptions
  readonly #limits: Limits
  readonly #pace: Pace
  #transport: Transport
  #serverVersion: string | null = null
  #offset = 0

  constructor(connection: Connection, options: SweepWatchOptions) {
    this.#connection = connection
    this.#options = options
    this.#pace = options.pace ?? usualPace
    // It ends when someone has seen enough.
    const limits = limitsFor(connection.requestTimeout, options.limits ?? patient)
    this.#limits = { ...limits, run: Number.POSITIVE_INFINITY }
    this.#transport = this.#newTransport()
  }

  /** By the server's clock, in milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#offset
  }

  /** The sweep that it begins with. Throws a ClusterError if nothing can be read. */
  async *sweep(target: SweepTarget, judge: WatchJudge): AsyncGenerator<SweepStep> {
    const sweep = new ClusterSweep(this.#connection, this.#options)
    try {
      yield* sweep.run(target, judge)
    } finally {
      sweep.close()
    }
  }

  /** Follows until stopped, whatever happens to the connection. Throws a ClusterError when it is refused. */
  async follow(
    target: SweepTarget,
    judge: WatchJudge,
    { stop, onLink, onRefused }: SweepFollowOptions,
  ): Promise<void> {
    const over = new AbortController()
    const signal = AbortSignal.any([stop, over.signal])
    const link = new Link(onLink)
    const transport = (): Transport => this.#transport
    const lostNodes = new LostNodes(() => {
      for (const scope of scopes) scope.nodesChanged()
    })
    const shared = {
      transport,
      connection: this.#connection,
      limits: this.#limits,
      link,
      lostNodes: lostNodes.names,
      serverVersion: () => this.#serverVersion,
      now: () => this.now(),
      clock: (date: string) => this.#takeClock(date),
      onListed: (scope: ScopeWatch) => isDone(scope),
      turn: this.#pace.turn,
      workloadPace: { turn: this.#pace.turn, every: this.#pace.workloadsEvery },
    }
    let scopes: ScopeWatch[] = []
    const unlisted = new Set<ScopeWatch>()
    const isDone = (scope: ScopeWatch): void => {
      if (unlisted.delete(scope) && unlisted.size === 0) judge.listed()
    }
    try {
      this.#serverVersion = (await askVersion(transport())).version
      const namespaces = await this.#namespacesOf(target)
      const { allNamespaces: _, ...selection } = target
      scopes = namespaces.map(
        (namespace) => new ScopeWatch(shared, { ...selection, namespace }, judge, signal),
      )
      for (const scope of scopes) unlisted.add(scope)
      const nodes = new Follower(lostNodes.followed(transport), {
        connection: this.#connection,
        limits: this.#limits,
        onLink: () => {},
        stop: signal,
      })
      await Promise.all([
        this.#followScopes(scopes, namespaces, (namespace, scope) => {
          onRefused(namespace)
          isDone(scope)
        }),
        // Who may not read nodes sees in each pod that its node was not read.
        nodes.run().catch(unlessRefused),
        this.#keepAlive(() => {
          for (const follower of [...scopes, nodes]) follower.reconnect()
        }, signal),
      ])
    } finally {
      over.abort()
      link.end()
      this.#transport.close()
    }
  }

  /** Ends when all of them are refused, with the first refusal. */
  async #followScopes(
    scopes: readonly ScopeWatch[],
    namespaces: readonly (string | null)[],
    onRefused: (namespace: string, scope: ScopeWatch) => void,
  ): Promise<void> {
    const refusals = await Promise.all(
      scopes.map(async (scope, index) => {
        try {
          await scope.run()
          return null
        } catch (error) {
          const namespace = namespaces[index] ?? null
          if (!(error instanceof ClusterError) || error.status !== 403 || namespace === null) throw error
          onRefused(namespace, scope)
          return error
        }
      }),
    )
    const [first = null] = refusals
    if (first !== null && !refusals.includes(null)) throw first
  }

  /** The namespaces to watch; null is all of them in one watch. */
  async #namespacesOf({ allNamespaces }: SweepTarget): Promise<(string | null)[]> {
    const given = [...new Set(this.#connection.namespace.split(','))].filter((name) => name !== '')
    if (!allNamespaces) return given.length === 0 ? ['default'] : given
    const query = { includeObject: 'None' }
    const options = { pageSize: 1, maxPages: 1, keep: () => null }
    try {
      await pagesOf(this.#transport, podKind, null, query, options).next()
      return [null]
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status !== 403) throw error
      return namespaceNames(this.#transport)
    }
  }

  /** A network that swallows everything closes no connection: only asking shows that nobody answers. */
  async #keepAlive(reconnect: () => void, stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await sleep(this.#pace.heartbeat, undefined, { signal: stop }).catch(() => {})
      if (stop.aborted) return
      const { isThere, version, date } = await askVersion(this.#transport)
      this.#takeClock(date)
      if (!isThere) {
        this.#transport.close()
        this.#transport = this.#newTransport()
        reconnect()
      } else this.#serverVersion = version ?? this.#serverVersion
    }
  }

  /** A Date header has whole seconds, so that a small difference is none. */
  #takeClock(date: string): void {
    const difference = Date.parse(date) - Date.now()
    if (!Number.isNaN(difference)) this.#offset = Math.abs(difference) < sameClock ? 0 : difference
  }

  #newTransport(): Transport {
    const { onWait } = this.#options
    return new Transport(this.#connection, {
      limits: this.#limits,
      ...(onWait === undefined ? {} : { onWait }),
      ...(process.env.PODLIFE_VERSION === undefined ? {} : { version: process.env.PODLIFE_VERSION }),
    })
  }
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof ClusterError) || error.kind !== 'refused') throw error
}
