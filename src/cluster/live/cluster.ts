// Pods from a live cluster, read only.
//
//   const cluster = await connect(flags)                    // reads the kubeconfig, contacts nothing
//   const snapshots = await cluster.fetchPods(target, wants) // `wants` says what else a first snapshot makes one want
//
// Everything that goes wrong is a ClusterError, or, where the answer can do without it, a gap in the snapshot.
// One pod takes at most 8 requests. A workload and a selector take one list of pods, one of events, and one for each other source.
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { isSafeName } from '../api/api-path.ts'
import { findResource } from '../api/resources.ts'
import { ClusterError, firstLine } from '../errors.ts'
import { type Limits, limitsFor } from '../http/limits.ts'
import { Transport, type TransportOptions } from '../http/transport.ts'
import type { ConnectionFlags } from '../login/entries.ts'
import type { Environment } from '../login/environment.ts'
import { type Connection, loadConnection } from '../login/kubeconfig.ts'
import { fetchMatchingPods, fetchPod, fetchWorkload, type Wants } from './pods.ts'

export { ClusterError } from '../errors.ts'
export type { Wants } from './pods.ts'

/** Which pods: by name, a workload standing for its pods; or all that match the selectors ("" for any). */
export type Target =
  | { readonly names: readonly { readonly type: string; readonly name: string }[] }
  | { readonly selector: string; readonly fieldSelector: string; readonly allNamespaces: boolean }

export interface ConnectOptions {
  /** Called before the reader waits because the server asks to. */
  readonly onWait?: TransportOptions['onWait']
  readonly limits?: Limits
  readonly sleep?: TransportOptions['sleep']
  readonly environment?: Environment
  /** Ends what is being read. */
  readonly stop?: AbortSignal
}

/** Reads the kubeconfig and puts the flags on top. Throws a ClusterError of kind `usage` or `refused`. */
export async function connect(flags: ConnectionFlags, options: ConnectOptions = {}): Promise<Cluster> {
  return new Cluster(await loadConnection(flags, options.environment), options)
}

export class Cluster {
  readonly contextName: string
  readonly namespace: string
  /** Host and port. */
  readonly host: string
  readonly #connection: Connection
  readonly #options: ConnectOptions

  constructor(connection: Connection, options: ConnectOptions) {
    this.#connection = connection
    this.#options = options
    this.contextName = connection.contextName
    this.namespace = connection.namespace
    this.host = connection.server.host
  }

  /**
   * The snapshots of the pods that are meant, in the order of the names or of the server's list; for a workload that has no
   * pod, one without. Throws a ClusterError if the pods themselves cannot be read.
   */
  async fetchPods(target: Target, wants: Wants): Promise<PodSnapshot[]> {
    const { onWait, sleep, stop } = this.#options
    const limits = limitsFor(this.#connection.requestTimeout, this.#options.limits)
    const transport = new Transport(this.#connection, {
      // A large cluster has hundreds of pages.
      // Lists may take their time.
      quick: 'names' in target && target.names.every(({ type }) => findResource(type)?.kind === 'Pod'),
      limits: 'names' in target ? limits : { ...limits, run: limits.run * 5 },
      ...(onWait === undefined ? {} : { onWait }),
      ...(sleep === undefined ? {} : { sleep }),
      ...(process.env.PODLIFE_VERSION === undefined ? {} : { version: process.env.PODLIFE_VERSION }),
    })
    const close = (): void => transport.close()
    stop?.addEventListener('abort', close)
    try {
      if (!('names' in target)) {
        return await fetchMatchingPods(transport, target.allNamespaces ? null : this.namespace, target, wants)
      }
      const snapshots: PodSnapshot[] = []
      for (const { type, name } of target.names) {
        const resource = findResource(type)
        if (resource === null) {
          throw new ClusterError('usage', `the server doesn't have a resource type "${firstLine(type, 60)}"`)
        }
        if (!isSafeName(name))
          throw new ClusterError('usage', `invalid resource name "${firstLine(name, 80)}"`)
        const read = resource.kind === 'Pod' ? fetchPod : fetchWorkload
        snapshots.push(...(await read(transport, { resource, namespace: this.namespace, name }, wants)))
      }
      return snapshots
    } finally {
      stop?.removeEventListener('abort', close)
      transport.close()
    }
  }
}
