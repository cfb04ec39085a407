// Keeps up with one list: its present state, then every change, over whatever happens to the watch in between.
import { setTimeout as sleep } from 'node:timers/promises'
import { int, object, text } from '../../pod/json.ts'
import { type Query, resourcePath } from '../api/api-path.ts'
import type { Kind } from '../api/reads.ts'
import { ClusterError, firstLine } from '../errors.ts'
import type { Limits } from '../http/limits.ts'
import { failureError } from '../http/server-error.ts'
import { type StreamedChange, streamChanges } from '../http/watch-stream.ts'
import type { Connection } from '../login/kubeconfig.ts'
import { brokenOff } from './link.ts'

/** What to keep up with. */
export interface Followed {
  /**
   * Fetches the present state, and returns its resource version. `isExpired`: the server has forgotten the version before, so
   * that what it remembers is not enough.
   */
  readonly list: (isExpired: boolean) => Promise<string>
  /** The path of the watch that goes on from a version. */
  readonly path: (version: string) => string
  readonly accept?: string
  readonly take: (change: StreamedChange) => void
}

export interface FollowOptions {
  readonly connection: Connection
  readonly limits: Limits
  /** Called whenever the server takes a watch (null), and whenever it cannot be reached or answers wrongly. */
  readonly onLink: (trouble: ClusterError | null) => void
  readonly stop: AbortSignal
}

// A server ends a watch by itself after half an hour to an hour. One that we end is not lost without a word.
const watchSeconds = 290
const longestWatch = (watchSeconds + 20) * 1000
const longestPause = 60
// A server that comes up refuses everybody until it has read its own rules.
const mostRefusals = 4

/** The path of a watch on a list that goes on from a version. */
export function watchPath(kind: Kind, namespace: string | null, version: string, query: Query): string {
  return resourcePath(kind, namespace, null, {
    ...query,
    watch: 1,
    allowWatchBookmarks: 'true',
    resourceVersion: version,
    timeoutSeconds: watchSeconds,
  })
}

export class Follower {
  readonly #followed: Followed
  readonly #options: FollowOptions
  #version = ''
  #watch: AbortController | null = null
  #mustList = true
  #hasOpened = false
  #isOpen = false

  constructor(followed: Followed, options: FollowOptions) {
    this.#followed = followed
    this.#options = options
  }

  /** Begins anew with the present state. */
  startOver(): void {
    this.#mustList = true
    this.#watch?.abort()
  }

  /** Gives up a watch whose connection is taken for dead, and goes on from where it was. */
  reconnect(): void {
    if (this.#isOpen) this.#watch?.abort()
  }

  /** Follows until stopped. Throws a ClusterError of kind `refused` or `usage`; everything else passes. */
  async run(): Promise<void> {
    const { stop, onLink, limits } = this.#options
    let isExpired = false
    let failures = 0
    let refusals = 0
    while (!stop.aborted) {
      const watch = new AbortController()
      this.#watch = watch
      try {
        if (this.#mustList) {
          this.#mustList = false
          this.#version = await this.#followed.list(isExpired)
          isExpired = false
        }
        await this.#watchOnce(watch, () => {
          refusals = 0
          this.#hasOpened = true
          this.#isOpen = true
          onLink(null)
        })
        failures = 0
      } catch (error) {
        if (stop.aborted) return
        if (watch.signal.aborted) continue
        const trouble = this.#troubleOf(error)
        const isRefused = trouble.kind === 'refused'
        refusals += isRefused ? 1 : 0
        if (isRefused && (!this.#hasOpened || refusals > mostRefusals)) throw trouble
        if (trouble.kind === 'usage') throw trouble
        isExpired ||= trouble.status === 410
        this.#mustList ||= trouble.status !== null || this.#version === ''
        if (!isExpired) onLink(trouble)
        failures += 1
      }
      // A server that ends every watch at once is not asked again at once.
      const rest =
        failures === 0 ? limits.pause / 5 : limits.pause * Math.min(2 ** failures, longestPause / 2)
      await sleep(rest, undefined, { signal: stop }).catch(() => {})
    }
  }

  /** One watch, to its end. Throws what the server says when it cannot go on (410: it has forgotten where that was). */
  async #watchOnce(watch: AbortController, onOpen: () => void): Promise<void> {
    const { connection, limits, stop } = this.#options
    const { path, accept, take } = this.#followed
    const asked = path(this.#version)
    const signal = AbortSignal.any([stop, watch.signal])
    const tooLong = setTimeout(() => watch.abort(), longestWatch)
    try {
      const options = { limits, stop: signal, onOpen, ...(accept === undefined ? {} : { accept }) }
      for await (const change of streamChanges(connection, asked, options)) {
        if (change.type === 'ERROR') {
          const status = int(change.object.code)
          throw new ClusterError(
            'unreachable',
            `the server ended the watch: ${firstLine(text(change.object.message))}`,
            { status },
          )
        }
        const { resourceVersion } = object(change.object.metadata)
        this.#version = text(resourceVersion) || this.#version
        if (change.type !== 'BOOKMARK') take(change)
      }
    } finally {
      this.#isOpen = false
      clearTimeout(tooLong)
    }
  }

  #troubleOf(error: unknown): ClusterError {
    if (error instanceof ClusterError) return error
    return failureError(brokenOff(error), this.#followed.path(''), this.#options.connection)
  }
}
