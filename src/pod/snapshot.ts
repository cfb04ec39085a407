// What was read about one pod, from a cluster or from a file, as plain JSON. Nothing after it needs a network or a clock.
import type {
  CoreV1Event,
  V1Node,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
} from '@kubernetes/client-node'
import type { Json, JsonObject } from './json.ts'

/** The things that a diagnosis can be built from. Each was read, or is a gap, or was not needed. */
export const sources = [
  'pod',
  'events',
  'node',
  'nodes',
  'owner',
  'owner-events',
  'claims',
  'volumes',
  'claim-events',
  'logs',
] as const

export type Source = (typeof sources)[number]

/** Why a source could not be read. */
export const gapReasons = [
  'forbidden',
  'unauthorized',
  'not-found',
  'timed-out',
  'failed',
  'not-asked',
  'not-in-file',
  'expired',
  'refused-name',
] as const

export type GapReason = (typeof gapReasons)[number]

/** A source that could not be read. */
export interface Gap {
  readonly source: Source
  readonly why: GapReason
  /** What the server said, or what exactly was asked for; from the cluster, so it is quoted, never trusted. */
  readonly detail?: string
}

/** The cells that the API server printed for this pod (its Table row). */
export interface ServerRow {
  readonly status: string
  readonly ready: string
  readonly restarts: string
}

/** The last lines that a container wrote in its current or previous run. */
export interface LogTail {
  readonly container: string
  readonly previous: boolean
  readonly lines: readonly string[]
}

/** How well `takenAt` is known: a clock said it, or it is only the newest time found in a saved file. */
export type TakenAtIs = 'exact' | 'newest-time-in-file'

/** Everything that was read about one pod, or about a workload that has no pod. */
export interface PodSnapshot {
  /** RFC 3339. Ages count from it. */
  readonly takenAt: string
  readonly takenAtIs: TakenAtIs
  readonly from: 'server' | 'file'
  /** The API server's version, such as "1.34.2"; null when not known. */
  readonly serverVersion: string | null
  readonly namespace: string
  /** Null: the workload has no pod. */
  readonly pod: Json<V1Pod> | null
  readonly row: ServerRow | null
  /** All events that name this pod, also those of an earlier pod of the same name. */
  readonly events: readonly Json<CoreV1Event>[]
  /** The pod's own node, if it was read. */
  readonly node: Json<V1Node> | null
  /** All nodes, if they were read. */
  readonly nodes: readonly Json<V1Node>[]
  /** The controller chain, nearest first: ReplicaSet, Deployment. */
  readonly owners: readonly JsonObject[]
  readonly ownerEvents: readonly Json<CoreV1Event>[]
  readonly claims: readonly Json<V1PersistentVolumeClaim>[]
  readonly volumes: readonly Json<V1PersistentVolume>[]
  /** The events of those claims. */
  readonly claimEvents: readonly Json<CoreV1Event>[]
  readonly logs: readonly LogTail[]
  readonly gaps: readonly Gap[]
}

/** What else a diagnosis would like to read about a pod, once the pod itself and its events are known. */
export interface Wanted {
  readonly node: boolean
  /** All nodes: for a pod that no node would take. */
  readonly nodes: boolean
  /** The controller chain. */
  readonly owners: boolean
  /** Names of claims in the pod's namespace; their volumes are read with them, and the events of those that are not bound. */
  readonly claims: readonly string[]
  readonly logs: readonly { readonly container: string; readonly previous: boolean }[]
}
