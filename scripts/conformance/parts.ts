// The parts of a pod that bear on its STATUS, kept apart while a pod is made up.
import type {
  V1Container,
  V1ContainerState,
  V1ContainerStatus,
  V1Pod,
  V1PodCondition,
} from '@kubernetes/client-node'
import type { Json } from '../../src/pod/json.ts'

export type Pod = Json<V1Pod>
export type Container = Json<V1Container>
export type Status = Json<V1ContainerStatus>
export type State = Json<V1ContainerState>
export type Condition = Json<V1PodCondition>

/** A null in a list is one that the API server reads as an empty object. */
export interface Parts {
  deletionTimestamp: string | null
  restartPolicy: string
  phase: string
  reason: string
  conditions: (Condition | null)[]
  containers: (Container | null)[]
  initContainers: (Container | null)[]
  initStatuses: (Status | null)[]
  statuses: (Status | null)[]
  ephemeralStatuses: (Status | null)[]
}

/** The pod that has these parts, with what is empty left out, as the API does. */
export function assemble(name: string, creationTimestamp: string, parts: Parts): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: name,
      resourceVersion: '1',
      creationTimestamp,
      ...(parts.deletionTimestamp === null ? {} : { deletionTimestamp: parts.deletionTimestamp }),
    },
    spec: {
      containers: parts.containers,
      ...filled('initContainers', parts.initContainers),
      restartPolicy: parts.restartPolicy,
    },
    status: {
      ...(parts.phase === '' ? {} : { phase: parts.phase }),
      ...(parts.reason === '' ? {} : { reason: parts.reason }),
      ...filled('conditions', parts.conditions),
      ...filled('initContainerStatuses', parts.initStatuses),
      ...filled('containerStatuses', parts.statuses),
      ...filled('ephemeralContainerStatuses', parts.ephemeralStatuses),
    },
  }
}

function filled<Key extends string, Item>(key: Key, items: Item[]): { [key in Key]?: Item[] } {
  return items.length === 0 ? {} : ({ [key]: items } as { [key in Key]: Item[] })
}
