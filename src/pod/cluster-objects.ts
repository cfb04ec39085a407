// The objects around a pod: its node, its controllers, its claims and volumes.
import type {
  V1CSIPersistentVolumeSource,
  V1Node,
  V1NodeSpec,
  V1NodeStatus,
  V1NodeSystemInfo,
  V1ObjectMeta,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1PersistentVolumeClaimSpec,
  V1PersistentVolumeClaimStatus,
  V1PersistentVolumeSpec,
  V1PersistentVolumeStatus,
  V1Taint,
} from '@kubernetes/client-node'
import { type Condition, readConditions } from './condition.ts'
import { field, type Item } from './item.ts'
import { bool, type Fields, int, type JsonObject, list, object, pairs, text, time } from './json.ts'

export interface Taint {
  /** The taint as kubectl writes it, such as `dedicated=gpu:NoSchedule`. */
  readonly item: Item
  readonly key: string
  readonly value: string
  readonly effect: string
}

export interface Node {
  readonly name: string
  readonly unschedulable: boolean
  readonly labels: readonly [string, string][]
  readonly taints: readonly Taint[]
  readonly conditions: readonly Condition[]
  /** Amounts as written, such as ["cpu", "2"]. */
  readonly allocatable: readonly [string, string][]
  readonly architecture: string
  readonly operatingSystem: string
}

/** A controller of the pod, or the workload itself. */
export interface Owner {
  readonly kind: string
  readonly name: string
  readonly path: string
  readonly conditions: readonly Condition[]
  /** Replicas asked for and had, where the kind counts them; null where it does not. */
  readonly wanted: number | null
  /** Pods that it has, whatever they are at. */
  readonly made: number | null
  readonly ready: number | null
  /** Of the newest revision, and available to users, where the kind counts them. */
  readonly updated: number | null
  readonly available: number | null
  readonly generation: number
  readonly observedGeneration: number
  readonly createdAt: number | null
  /** When a CronJob started a Job last; null for never, and for other kinds. */
  readonly lastScheduledAt: number | null
  /** The service account of its pod template, `default` where that names none; "" for a kind without a template. */
  readonly serviceAccount: string
}

export interface Claim {
  readonly name: string
  readonly path: string
  readonly phase: Item
  readonly storageClass: Item
  /** `Block` or `Filesystem`. */
  readonly volumeMode: Item
  readonly volumeName: string
  readonly deletedAt: number | null
}

export interface PersistentVolume {
  readonly name: string
  readonly path: string
  readonly phase: string
  readonly driver: string
}

/** Reads a node. */
export function readNode(raw: unknown): Node {
  const node = object<V1Node>(raw)
  const metadata = object<V1ObjectMeta>(node.metadata)
  const spec = object<V1NodeSpec>(node.spec)
  const status = object<V1NodeStatus>(node.status)
  const info = object<V1NodeSystemInfo>(status.nodeInfo)
  return {
    name: text(metadata.name),
    unschedulable: bool(spec.unschedulable),
    labels: pairs(metadata.labels),
    taints: list<V1Taint>(spec.taints).map((taint, index) => {
      const key = text(taint.key)
      const value = text(taint.value)
      const effect = text(taint.effect)
      return {
        item: {
          ...field(`spec.taints[${index}]`, `${key}${value === '' ? '' : `=${value}`}:${effect}`, 'node'),
          at: time(taint.timeAdded),
        },
        key,
        value,
        effect,
      }
    }),
    conditions: readConditions(status.conditions, 'node'),
    allocatable: pairs(status.allocatable),
    architecture: text(info.architecture),
    operatingSystem: text(info.operatingSystem),
  }
}

/** Reads a workload of any kind that has `status.conditions` and counts replicas. */
export function readOwner(raw: unknown): Owner {
  const owner = object(raw)
  const metadata = object<V1ObjectMeta>(owner.metadata)
  const spec = object(owner.spec)
  const status = object(owner.status)
  const kind = text(owner.kind)
  const name = text(metadata.name)
  const counts = typeof spec.replicas === 'number' || typeof status.replicas === 'number'
  return {
    kind,
    name,
    path: `${kind}/${name}`,
    conditions: readConditions(status.conditions, 'owner'),
    wanted: counts ? int(spec.replicas) : null,
    made: counts ? int(status.replicas) : madeBy(kind, status),
    ready: counts ? int(status.readyReplicas) : null,
    updated: counts ? int(status.updatedReplicas) : null,
    available: counts ? int(status.availableReplicas) : null,
    generation: int(metadata.generation),
    observedGeneration: int(status.observedGeneration),
    createdAt: time(metadata.creationTimestamp),
    lastScheduledAt: time(status.lastScheduleTime),
    serviceAccount:
      spec.template === undefined
        ? ''
        : text(object(object(spec.template).spec).serviceAccountName) || 'default',
  }
}

/** How many pods a kind without replicas says that it has: of those of a Job only the ones that have not ended. */
function madeBy(kind: string, { currentNumberScheduled, active }: Fields<JsonObject>): number | null {
  const made = kind === 'DaemonSet' ? currentNumberScheduled : kind === 'Job' ? active : null
  return typeof made === 'number' ? int(made) : null
}

/** Reads a claim. */
export function readClaim(raw: unknown): Claim {
  const claim = object<V1PersistentVolumeClaim>(raw)
  const metadata = object<V1ObjectMeta>(claim.metadata)
  const spec = object<V1PersistentVolumeClaimSpec>(claim.spec)
  const name = text(metadata.name)
  const path = `persistentvolumeclaims/${name}`
  return {
    name,
    path,
    phase: field(
      `${path}.status.phase`,
      text(object<V1PersistentVolumeClaimStatus>(claim.status).phase),
      'claims',
    ),
    storageClass: field(`${path}.spec.storageClassName`, text(spec.storageClassName), 'claims'),
    volumeMode: field(`${path}.spec.volumeMode`, text(spec.volumeMode) || 'Filesystem', 'claims'),
    volumeName: text(spec.volumeName),
    deletedAt: time(metadata.deletionTimestamp),
  }
}

/** Reads a persistent volume; its driver is the CSI driver, else the kind of its source. */
export function readPersistentVolume(raw: unknown): PersistentVolume {
  const volume = object<V1PersistentVolume>(raw)
  const spec = object<V1PersistentVolumeSpec>(volume.spec)
  const name = text(object<V1ObjectMeta>(volume.metadata).name)
  return {
    name,
    path: `persistentvolumes/${name}`,
    phase: text(object<V1PersistentVolumeStatus>(volume.status).phase),
    driver: text(object<V1CSIPersistentVolumeSource>(spec.csi).driver),
  }
}
