// Just the fields from which an API server derives STATUS, READY and RESTARTS, with their zero values.
import type {
  V1Container,
  V1ObjectMeta,
  V1Pod,
  V1PodCondition,
  V1PodSpec,
  V1PodStatus,
} from '@kubernetes/client-node'
import { isSidecar } from './container.ts'
import { type ContainerStatus, readContainerStatuses } from './container-status.ts'
import { list, object, text } from './json.ts'

export interface StatusFields {
  readonly phase: string
  readonly reason: string
  readonly deleted: boolean
  /** In list order; a type may stand there twice. */
  readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason: string }[]
  readonly containerCount: number
  readonly initContainers: readonly { readonly name: string; readonly sidecar: boolean }[]
  /** In list order, which is not the order of the spec; names may be unknown or doubled. */
  readonly initStatuses: readonly ContainerStatus[]
  readonly statuses: readonly ContainerStatus[]
}

/** Reads the fields that STATUS depends on. Takes any JSON object; what is missing or malformed reads as Go's zero value. */
export function readStatusFields(pod: unknown): StatusFields {
  const { metadata, spec, status } = object<V1Pod>(pod)
  const podSpec = object<V1PodSpec>(spec)
  const podStatus = object<V1PodStatus>(status)
  return {
    phase: text(podStatus.phase),
    reason: text(podStatus.reason),
    deleted: text(object<V1ObjectMeta>(metadata).deletionTimestamp) !== '',
    conditions: list<V1PodCondition>(podStatus.conditions).map((condition) => ({
      type: text(condition.type),
      status: text(condition.status),
      reason: text(condition.reason),
    })),
    containerCount: list(podSpec.containers).length,
    initContainers: list<V1Container>(podSpec.initContainers).map((container) => ({
      name: text(container.name),
      sidecar: isSidecar(container),
    })),
    initStatuses: readContainerStatuses(podStatus.initContainerStatuses, 'status.initContainerStatuses'),
    statuses: readContainerStatuses(podStatus.containerStatuses, 'status.containerStatuses'),
  }
}
