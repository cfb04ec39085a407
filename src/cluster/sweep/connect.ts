// From flags to a sweep: which namespaces, by whose rights, and what to do where they end.

import { ClusterError } from '../errors.ts'
import { type Limits, limitsFor, usualLimits } from '../http/limits.ts'
import { Transport, type TransportOptions } from '../http/transport.ts'
import type { ConnectionFlags } from '../login/entries.ts'
import type { Environment } from '../login/environment.ts'
import { type Connection, loadConnection } from '../login/kubeconfig.ts'
import { namespaceNames } from './pods.ts'
import { type Judge, type Scope, type ScopeStep, sweep } from './sweep.ts'

export interface SweepTarget {
  /** All namespaces, in place of the one of the flags or the context. That one may be several, joined by commas. */
  readonly allNamespaces: boolean
  readonly labelSelector: string
  readonly fieldSelector: string
  readonly consistent: boolean
}

/** What a sweep of several namespaces finds, beside what that of one does. */
export type SweepStep =
  | ScopeStep
  /** Of a namespace nothing was read. */
  | { readonly kind: 'refused'; readonly namespace: string; readonly error: ClusterError }

export interface SweepOptions {
  readonly onWait?: TransportOptions['onWait']
  readonly limits?: Limits
  readonly environment?: Environment
}

// A large cluster takes its time: one answer may hold all of its pods.
export const patient: Limits = {
  ...usualLimits,
  firstByte: 60_000,
  request: 120_000,
  run: 600_000,
  size: 128 * 1024 * 1024,
}

/** Reads the kubeconfig; contacts nothing. Throws a ClusterError of kind `usage` or `refused`. */
export async function connectSweep(
  flags: ConnectionFlags,
  options: SweepOptions = {},
): Promise<ClusterSweep> {
  return new ClusterSweep(await loadConnection(flags, options.environment), options)
}

export class ClusterSweep {
  readonly contextName: string
  readonly #connection: Connection
  readonly #transport: Transport

  constructor(connection: Connection, { onWait, limits = patient }: SweepOptions) {
    this.#connection = connection
    this.contextName = connection.contextName
    this.#transport = new Transport(connection, {
      limits: limitsFor(connection.requestTimeout, limits),
      ...(onWait === undefined ? {} : { onWait }),
      ...(process.env.PODLIFE_VERSION === undefined ? {} : { version: process.env.PODLIFE_VERSION }),
    })
  }

  /** Requests that were sent so far. */
  get requests(): number {
    return this.#transport.requests
  }

  close(): void {
    this.#transport.close()
  }

  /**
   * Sweeps the target. Where the cluster as a whole is refused, each namespace is tried, if they may be listed: what is
   * refused there is a step. Throws a ClusterError if nothing can be read.
   */
  async *run(target: SweepTarget, judge: Judge): AsyncGenerator<SweepStep> {
    const { allNamespaces, ...selection } = target
    const scope = (namespace: string | null): Scope => ({ ...selection, namespace })
    const given = [...new Set(this.#connection.namespace.split(','))].filter((name) => name !== '')
    if (!allNamespaces && given.length <= 1) {
      yield* sweep(this.#transport, scope(given[0] ?? 'default'), judge)
    } else if (!allNamespaces) {
      yield* this.#each(given, scope, judge)
    } else {
      try {
        yield* sweep(this.#transport, scope(null), judge)
      } catch (error) {
        // Pods are the first that is asked for: nothing was yielded yet.
        if (!(error instanceof ClusterError) || error.status !== 403) throw error
        yield* this.#each(await this.#namespacesInstead(error), scope, judge)
      }
    }
  }

  async *#each(
    namespaces: readonly string[],
    scope: (namespace: string) => Scope,
    judge: Judge,
  ): AsyncGenerator<SweepStep> {
    let read = 0
    let refusal: ClusterError | null = null
    for (const namespace of namespaces) {
      try {
        yield* sweep(this.#transport, scope(namespace), judge)
        read += 1
      } catch (error) {
        if (!(error instanceof ClusterError) || error.status !== 403) throw error
        refusal ??= error
        yield { kind: 'refused', namespace, error }
      }
    }
    if (read === 0 && refusal !== null) throw refusal
  }

  /** Throws the first refusal, with what to do, if the namespaces are not to be known either. */
  async #namespacesInstead(refusal: ClusterError): Promise<string[]> {
    try {
      return await namespaceNames(this.#transport)
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status !== 403) throw error
      throw new ClusterError(
        'refused',
        `${refusal.message}: name the namespaces that you may read, such as -n shop,pay`,
        { status: 403, cause: error },
      )
    }
  }
}
