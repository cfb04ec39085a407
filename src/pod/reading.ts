// A snapshot read once into words: containers by role, conditions, events of this pod, the objects around it. No opinions.
import type {
  V1LocalObjectReference,
  V1ObjectMeta,
  V1OwnerReference,
  V1Pod,
  V1PodReadinessGate,
  V1PodResourceClaim,
  V1PodSchedulingGate,
  V1PodSpec,
  V1PodStatus,
  V1Toleration,
  V1TopologySpreadConstraint,
} from '@kubernetes/client-node'
import { readNodeAffinity, readPodAffinity } from './affinity.ts'
import {
  type Claim,
  type Node,
  type Owner,
  type PersistentVolume,
  readClaim,
  readNode,
  readOwner,
  readPersistentVolume,
} from './cluster-objects.ts'
import { type Condition, readConditions } from './condition.ts'
import { type Container, readContainers } from './container.ts'
import { readContainerStatuses } from './container-status.ts'
import { type Deletion, readDeletion } from './deletion.ts'
import { type Event, readEvents } from './event.ts'
import { field, type Item, type Words, words } from './item.ts'
import { bool, type Fields, int, isObject, list, object, pairs, text, texts, time } from './json.ts'
import { readNetworks } from './networks.ts'
import type { Gap, LogTail, PodSnapshot, ServerRow, Source } from './snapshot.ts'
import { readStatusFields, type StatusFields } from './status-fields.ts'
import { readVolumes, type Volume } from './volume.ts'

export interface Toleration {
  readonly key: string
  readonly operator: string
  readonly value: string
  readonly effect: string
}

/** What the object of a pod says by itself. */
interface PodObject {
  /** False: the workload has no pod, and all pod fields are empty. */
  readonly exists: boolean
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly createdAt: number | null
  /** When a kubelet accepted the pod; null before. */
  readonly acceptedAt: number | null
  readonly nodeName: Item
  readonly nominatedNodeName: Item
  readonly phase: Item
  readonly reason: Item
  readonly message: Words
  readonly qosClass: Item
  readonly deletion: Deletion | null
  readonly finalizers: readonly Item[]
  readonly conditions: readonly Condition[]
  /** The one that kubectl goes to where none is named, by the pod's annotation; "" where it names none. */
  readonly defaultContainer: string
  /** In the order in which the pod starts them. */
  readonly containers: readonly Container[]
  readonly statusFields: StatusFields
  readonly restartPolicy: string
  readonly schedulerName: Item
  readonly schedulingGates: readonly Item[]
  readonly nodeSelector: readonly Item[]
  /** The terms of the required node affinity, of which one must hold. */
  readonly nodeAffinity: readonly Item[]
  /** The terms of the required pod affinity and anti-affinity, which must all hold. */
  readonly podAffinity: readonly Item[]
  readonly podAntiAffinity: readonly Item[]
  /** The names of ResourceClaims and of their templates. */
  readonly resourceClaims: readonly Item[]
  /** Of the constraints that can keep it from a node. */
  readonly topologyKeys: readonly Item[]
  readonly tolerations: readonly Toleration[]
  readonly priorityClassName: Item
  readonly runtimeClassName: Item
  readonly serviceAccountName: Item
  readonly imagePullSecrets: readonly Item[]
  readonly readinessGates: readonly Item[]
  readonly activeDeadlineSeconds: number | null
  readonly terminationGracePeriodSeconds: number
  readonly hostNetwork: boolean
  /** Of a pod that a kubelet made from a file on the node: the hash of that file, by which its events name it; else "". */
  readonly mirrorUid: string
  readonly labels: readonly [string, string][]
  readonly volumes: readonly Volume[]
  /** The names of the further networks that its annotation asks Multus for, as `name` or `namespace/name`. */
  readonly networks: readonly Item[]
  /** The controller that the pod itself names, or null. */
  readonly controller: { readonly kind: string; readonly name: string; readonly path: string } | null
}

/** Everything that is known of one pod, or of a workload without one. */
export interface PodReading extends PodObject {
  /** Milliseconds since 1970; ages count from it. */
  readonly takenAt: number
  readonly takenAtIs: PodSnapshot['takenAtIs']
  readonly serverVersion: string | null
  readonly row: ServerRow | null
  /** Events of this very pod, oldest first. Empty may mean that they could not be read: ask `couldRead`. */
  readonly events: readonly Event[]
  /** Events of an earlier pod of the same name. They prove nothing about this one. */
  readonly foreignEvents: readonly Event[]
  /** The controller chain as far as it was read, nearest first. */
  readonly owners: readonly Owner[]
  readonly ownerEvents: readonly Event[]
  readonly node: Node | null
  readonly nodes: readonly Node[]
  readonly claims: readonly Claim[]
  readonly persistentVolumes: readonly PersistentVolume[]
  /** Events of the pod's claims, oldest first; \`objectName\` says of which. */
  readonly claimEvents: readonly Event[]
  readonly logs: readonly LogTail[]
  readonly gaps: readonly Gap[]
}

// A pod that was asked for is shown by two snapshots: one says what else to read about it, one has that beside it.
const objects = new WeakMap<object, PodObject>()

/** Reads a snapshot. Never throws, whatever the objects hold. An object that several snapshots share is read once. */
export function readPod(snapshot: PodSnapshot): PodReading {
  const pod = readObjectOnce(snapshot.pod)
  const events = readEvents(snapshot.events, 'events')
  const isOwn = ({ objectUid }: Event): boolean =>
    pod.uid === '' || ['', pod.uid, pod.mirrorUid].includes(objectUid)
  return {
    ...pod,
    namespace: pod.namespace || snapshot.namespace,
    takenAt: time(snapshot.takenAt) ?? 0,
    takenAtIs: snapshot.takenAtIs,
    serverVersion: snapshot.serverVersion,
    row: snapshot.row,
    // The taint manager writes events without a UID; a kubelet writes a static pod's under the hash of its file.
    events: events.filter(isOwn),
    foreignEvents: events.filter((event) => !isOwn(event)),
    owners: snapshot.owners.map(readOwner),
    ownerEvents: readEvents(snapshot.ownerEvents, 'owner-events'),
    node: snapshot.node === null ? null : readNode(snapshot.node),
    nodes: snapshot.nodes.map(readNode),
    claims: snapshot.claims.map(readClaim),
    persistentVolumes: snapshot.volumes.map(readPersistentVolume),
    claimEvents: readEvents(snapshot.claimEvents, 'claim-events'),
    logs: snapshot.logs,
    gaps: snapshot.gaps,
  }
}

function readObjectOnce(raw: unknown): PodObject {
  if (!isObject(raw)) return readObject(raw)
  const pod = objects.get(raw) ?? readObject(raw)
  objects.set(raw, pod)
  return pod
}

function readObject(raw: unknown): PodObject {
  const pod = object<V1Pod>(raw)
  const metadata = object<V1ObjectMeta>(pod.metadata)
  const spec = object<V1PodSpec>(pod.spec)
  const status = object<V1PodStatus>(pod.status)
  const name = text(metadata.name)
  const statusFields = readStatusFields(pod)
  return {
    exists: raw !== null,
    namespace: text(metadata.namespace),
    name,
    uid: text(metadata.uid),
    createdAt: time(metadata.creationTimestamp),
    acceptedAt: time(status.startTime),
    nodeName: field('spec.nodeName', text(spec.nodeName)),
    nominatedNodeName: field('status.nominatedNodeName', text(status.nominatedNodeName)),
    phase: field('status.phase', text(status.phase)),
    reason: field('status.reason', text(status.reason)),
    message: words('status.message', text(status.message).trim()),
    qosClass: field('status.qosClass', text(status.qosClass)),
    deletion: readDeletion(metadata),
    finalizers: texts(metadata.finalizers).map((finalizer, index) =>
      field(`metadata.finalizers[${index}]`, finalizer),
    ),
    conditions: readConditions(status.conditions),
    defaultContainer:
      pairs(metadata.annotations).find(([key]) => key === 'kubectl.kubernetes.io/default-container')?.[1] ??
      '',
    containers: readContainers(spec, {
      init: statusFields.initStatuses,
      main: statusFields.statuses,
      ephemeral: readContainerStatuses(
        status.ephemeralContainerStatuses,
        'status.ephemeralContainerStatuses',
      ),
    }),
    statusFields,
    restartPolicy: text(spec.restartPolicy) || 'Always',
    schedulerName: field('spec.schedulerName', text(spec.schedulerName) || 'default-scheduler'),
    schedulingGates: list<V1PodSchedulingGate>(spec.schedulingGates).map((gate, index) =>
      field(`spec.schedulingGates[${index}].name`, text(gate.name)),
    ),
    nodeSelector: pairs(spec.nodeSelector).map(([key, value]) =>
      field(`spec.nodeSelector['${key}']`, `${key}=${value}`),
    ),
    nodeAffinity: readNodeAffinity(spec.affinity),
    podAffinity: readPodAffinity(spec.affinity, 'podAffinity'),
    podAntiAffinity: readPodAffinity(spec.affinity, 'podAntiAffinity'),
    resourceClaims: list<V1PodResourceClaim & { source: unknown }>(spec.resourceClaims).map(
      readResourceClaim,
    ),
    topologyKeys: list<V1TopologySpreadConstraint>(spec.topologySpreadConstraints).flatMap(
      (constraint, index) =>
        constraint.whenUnsatisfiable === 'ScheduleAnyway'
          ? []
          : [field(`spec.topologySpreadConstraints[${index}].topologyKey`, text(constraint.topologyKey))],
    ),
    tolerations: list<V1Toleration>(spec.tolerations).map((toleration) => ({
      key: text(toleration.key),
      operator: text(toleration.operator) || 'Equal',
      value: text(toleration.value),
      effect: text(toleration.effect),
    })),
    priorityClassName: field('spec.priorityClassName', text(spec.priorityClassName)),
    runtimeClassName: field('spec.runtimeClassName', text(spec.runtimeClassName)),
    serviceAccountName: field('spec.serviceAccountName', text(spec.serviceAccountName)),
    imagePullSecrets: list<V1LocalObjectReference>(spec.imagePullSecrets).map((secret, index) =>
      field(`spec.imagePullSecrets[${index}].name`, text(secret.name)),
    ),
    readinessGates: list<V1PodReadinessGate>(spec.readinessGates).map((gate, index) =>
      field(`spec.readinessGates[${index}].conditionType`, text(gate.conditionType)),
    ),
    activeDeadlineSeconds:
      typeof spec.activeDeadlineSeconds === 'number' ? int(spec.activeDeadlineSeconds) : null,
    terminationGracePeriodSeconds:
      typeof spec.terminationGracePeriodSeconds === 'number' ? int(spec.terminationGracePeriodSeconds) : 30,
    hostNetwork: bool(spec.hostNetwork),
    mirrorUid: pairs(metadata.annotations).find(([key]) => key === 'kubernetes.io/config.mirror')?.[1] ?? '',
    labels: pairs(metadata.labels),
    volumes: readVolumes(spec.volumes, name),
    networks: readNetworks(metadata.annotations),
    controller: readController(metadata),
  }
}

/** Up to 1.30 the two names stood below `source`. */
function readResourceClaim(claim: Fields<V1PodResourceClaim & { source: unknown }>, index: number): Item {
  const isOld = isObject(claim.source)
  const { resourceClaimName, resourceClaimTemplateName } = isOld
    ? object<V1PodResourceClaim>(claim.source)
    : claim
  const path = `spec.resourceClaims[${index}]${isOld ? '.source' : ''}`
  return resourceClaimName === undefined || resourceClaimName === null
    ? field(`${path}.resourceClaimTemplateName`, text(resourceClaimTemplateName))
    : field(`${path}.resourceClaimName`, text(resourceClaimName))
}

function readController(metadata: Fields<V1ObjectMeta>): PodReading['controller'] {
  const references = list<V1OwnerReference>(metadata.ownerReferences)
  const index = references.findIndex((reference) => reference.controller === true)
  const reference = references[index]
  if (reference === undefined) return null
  return {
    kind: text(reference.kind),
    name: text(reference.name),
    path: `metadata.ownerReferences[${index}]`,
  }
}

/** Whether the source was read, so that something missing from it may be called absent. */
export function couldRead(pod: PodReading, source: Source): boolean {
  return !pod.gaps.some((gap) => gap.source === source)
}

/** The condition of this type, the first where the list holds it twice, or null. */
export function condition(pod: PodReading, type: string): Condition | null {
  return pod.conditions.find((candidate) => candidate.type === type) ?? null
}

/** Containers of one role, in the order of the spec. */
export function containersOf(pod: PodReading, ...roles: Container['role'][]): Container[] {
  return pod.containers.filter((container) => roles.includes(container.role))
}

/** The newest event of this pod with that reason whose message matches, of that container if one is named; or null. */
export function lastEvent(
  pod: PodReading,
  reason: string,
  options: { container?: Container; says?: RegExp } = {},
): Event | null {
  const { container, says } = options
  return (
    pod.events.findLast(
      (event) =>
        event.reason === reason &&
        (container === undefined || event.container === container.name) &&
        (says === undefined || says.test(event.message)),
    ) ?? null
  )
}

/** Whether any container of the pod has ever run, so that scheduling, volumes and sandbox are behind it. */
export function hasStarted(pod: PodReading): boolean {
  return pod.containers.some(
    (container) => container.running ?? container.terminated ?? container.lastTerminated,
  )
}

/** Whether a node was chosen. */
export function isScheduled(pod: PodReading): boolean {
  return pod.nodeName.value !== ''
}

/** Whether the pod has ended for good: phase Succeeded or Failed. */
export function hasEnded(pod: PodReading): boolean {
  return pod.phase.value === 'Succeeded' || pod.phase.value === 'Failed'
}
