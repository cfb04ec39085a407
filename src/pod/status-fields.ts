// Just the fields from which an API server derives STATUS, READY and RESTARTS, with their zero values.
import type { V1Pod } from '@kubernetes/client-node'
import { isSidecar } from './container.ts'
import { type ContainerStatus, readContainerStatuses } from './container-status.ts'
import { type Json, list, object, text } from './json.ts'

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
export function readStatusFields(pod: Json<V1Pod>): StatusFields {
  const { metadata, spec, status } = object(pod)
  const podSpec = object(spec)
  const podStatus = object(status)
  return {
    phase: text(podStatus.phase),
    reason: text(podStatus.reason),
    deleted: text(object(metadata).deletionTimestamp) !== '',
    conditions: list(podStatus.conditions).map((condition) => ({
      type: text(condition.type),
      status: text(condition.status),
      reason: text(condition.reason),
    })),
    containerCount: list(podSpec.containers).length,
    initContainers: list(podSpec.initContainers).map((container) => ({
      name: text(container.name),
      sidecar: isSidecar(container),
    })),
    initStatuses: readContainerStatuses(podStatus.initContainerStatuses, 'status.initContainerStatuses'),
    statuses: readContainerStatuses(podStatus.containerStatuses, 'status.containerStatuses'),
  }
}
