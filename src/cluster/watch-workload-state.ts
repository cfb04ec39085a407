// How far a workload is, by its own counts. Only reads: whether that is well is for others to say.
import { int, isObject, type JsonObject, object, pairs, text } from '../pod/json.ts'
import { metadataOf } from './objects.ts'

export interface WorkloadCounts {
  readonly kind: string
  readonly name: string
  /** Whether its controller has seen the newest spec. */
  readonly isSeen: boolean
  readonly wanted: number
  /** Pods of the newest revision. */
  readonly updated: number
  readonly available: number
  /** Pods of all revisions. */
  readonly total: number
  /** Conditions that are True, such as `Complete`. */
  readonly conditions: readonly string[]
}

/** Reads the counts of a Deployment, ReplicaSet, StatefulSet, DaemonSet or Job. */
export function countsOf(workload: JsonObject): WorkloadCounts {
  const metadata = isObject(workload.metadata) ? workload.metadata : {}
  const spec = object(workload.spec as JsonObject)
  const status = object(workload.status as JsonObject)
  const kind = text(workload.kind)
  const isDaemonSet = kind === 'DaemonSet'
  const replicas = spec.replicas === undefined ? 1 : int(spec.replicas)
  const strategy = object(spec.updateStrategy as JsonObject)
  // A partition keeps that many pods at the old revision; OnDelete leaves all of them to a person.
  const partition = int(object(strategy.rollingUpdate as JsonObject).partition)
  const kept = kind === 'StatefulSet' ? Math.min(partition, replicas) : 0
  const countsRevisions = kind !== 'ReplicaSet' && strategy.type !== 'OnDelete'
  const total = isDaemonSet ? int(status.currentNumberScheduled) : int(status.replicas)
  const updated = isDaemonSet ? int(status.updatedNumberScheduled) : int(status.updatedReplicas)
  const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isObject) : []
  return {
    kind,
    name: metadataOf(workload).name,
    isSeen: int(status.observedGeneration) >= int(metadata.generation),
    wanted: isDaemonSet ? int(status.desiredNumberScheduled) : replicas,
    updated: countsRevisions ? updated + kept : total,
    available: isDaemonSet ? int(status.numberAvailable) : int(status.availableReplicas),
    total: kind === 'StatefulSet' ? Math.min(total, replicas) : total,
    conditions: conditions.filter(({ status: value }) => value === 'True').map(({ type }) => text(type)),
  }
}

/** The labels that select its pods, as a query takes them; "" if it has none. */
export function podLabelsOf(workload: JsonObject): string {
  const selector = object(object(workload.spec as JsonObject).selector as JsonObject)
  return pairs(selector.matchLabels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
}
