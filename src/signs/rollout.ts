// How far a workload is with what its spec asks for, by its own counts, and which of its pods belong to that.
import { type Condition, readConditions } from '../pod/condition.ts'
import { bool, int, isObject, type JsonObject, object, pairs, text } from '../pod/json.ts'

export interface Rollout {
  readonly kind: string
  readonly name: string
  /** Whether its controller has seen the newest spec, and makes pods by it. Until then its pods and conditions are of the past. */
  readonly isCurrent: boolean
  readonly isPaused: boolean
  readonly wanted: number
  /** Pods of the newest revision. */
  readonly updated: number
  readonly available: number
  /** Pods of all revisions. */
  readonly total: number
  readonly conditions: readonly Condition[]
  /** Of a Job. */
  readonly succeeded: number
  readonly failed: number
  /** Which pods take part in it; null: all of those that are read for it. */
  readonly revision: Revision | null
}

/** How the pods of the newest revision are known, and which of the older ones hold the rollout up. */
export interface Revision {
  readonly label: string
  /** "" where it cannot be known. */
  readonly value: string
  /** Pods with a lower ordinal stay at the old revision, on purpose. */
  readonly partition: number
  /** Whether a pod that is not ready holds up all that follows, of whatever revision it is. */
  readonly isOrdered: boolean
}

/**
 * Reads the rollout of a Deployment, ReplicaSet, StatefulSet, DaemonSet or Job. `owners` is the chain of controllers above its
 * pods, nearest first, as a snapshot has it; null if the workload is not among them.
 */
export function readRollout(owners: readonly JsonObject[], kind: string, name: string): Rollout | null {
  const workload = owners.find((owner) => owner.kind === kind && object(owner.metadata).name === name)
  if (workload === undefined) return null
  const metadata = isObject(workload.metadata) ? workload.metadata : {}
  const spec = object(workload.spec)
  const status = object(workload.status)
  const isDaemonSet = kind === 'DaemonSet'
  const replicas = spec.replicas === undefined ? 1 : int(spec.replicas)
  const strategy = object(spec.updateStrategy)
  const leavesOldPods = strategy.type === 'OnDelete'
  const partition = int(object(strategy.rollingUpdate).partition)
  const subject = kind === 'StatefulSet' ? Math.min(partition, replicas) : 0
  const total = isDaemonSet ? int(status.currentNumberScheduled) : int(status.replicas)
  const updated = isDaemonSet ? int(status.updatedNumberScheduled) : int(status.updatedReplicas)
  // A Job has no generations.
  const isSeen = kind === 'Job' || int(status.observedGeneration) >= int(metadata.generation)
  return {
    kind,
    name,
    isCurrent: isSeen && makesByTemplate(owners, workload),
    isPaused: bool(spec.paused) || bool(spec.suspend),
    wanted: isDaemonSet
      ? int(status.desiredNumberScheduled)
      : kind === 'Job'
        ? completionsOf(spec)
        : replicas,
    updated: kind === 'ReplicaSet' || leavesOldPods ? total : updated + subject,
    available: isDaemonSet ? int(status.numberAvailable) : int(status.availableReplicas),
    total: kind === 'StatefulSet' ? Math.min(total, replicas) : total,
    conditions: readConditions(status.conditions, 'owner'),
    succeeded: int(status.succeeded),
    failed: int(status.failed),
    revision: leavesOldPods ? null : revisionOf(workload, partition),
  }
}

/** Whether a pod with this name and these labels takes part in the rollout: its failure is the rollout's. */
export function belongsToRollout(
  { revision }: Rollout,
  pod: { readonly name: string; readonly labels: readonly (readonly [string, string])[] },
): boolean {
  if (revision === null || revision.isOrdered) return true
  if (revision.value === '') return false
  const ordinal = Number(/-(\d+)$/.exec(pod.name)?.[1] ?? Number.POSITIVE_INFINITY)
  return ordinal < revision.partition || isOfRevision(revision, pod)
}

/** Whether the pod is of the newest revision. */
export function isOfRevision(
  { label, value }: Revision,
  { labels }: { readonly labels: readonly (readonly [string, string])[] },
): boolean {
  return labels.some(([key, hash]) => key === label && hash === value)
}

/**
 * A Deployment makes pods through the ReplicaSet with its own template (`FindNewReplicaSet`). While there is none, or only
 * those of the past, nothing that is known of pods is about the newest spec: it was just changed, or is paused.
 */
function makesByTemplate(owners: readonly JsonObject[], workload: JsonObject): boolean {
  const [maker] = owners
  if (workload.kind !== 'Deployment' || maker?.kind !== 'ReplicaSet') return true
  return templateText(maker) === templateText(workload)
}

function templateText(workload: JsonObject): string {
  const template = object(object(workload.spec).template)
  return JSON.stringify(sorted(template), (key, value) => (key === 'pod-template-hash' ? undefined : value))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  )
}

function completionsOf(spec: JsonObject): number {
  return typeof spec.completions === 'number' ? int(spec.completions) : 1
}

function revisionOf(workload: JsonObject, partition: number): Revision | null {
  const spec = object(workload.spec)
  if (workload.kind === 'StatefulSet') {
    return {
      label: 'controller-revision-hash',
      value: text(object(workload.status).updateRevision),
      partition,
      // `allowsBurst`: all but Parallel wait for each pod to be ready before they go on, even to replace that very pod.
      isOrdered: spec.podManagementPolicy !== 'Parallel',
    }
  }
  if (workload.kind !== 'DaemonSet') return null
  const annotations = object(object(workload.metadata).annotations)
  return {
    label: 'pod-template-generation',
    // `deprecated` for long, and still what the controller tells its pods apart by (`IsPodUpdated`).
    value: pairs(annotations).find(([key]) => key === 'deprecated.daemonset.template.generation')?.[1] ?? '',
    partition: 0,
    isOrdered: false,
  }
}
