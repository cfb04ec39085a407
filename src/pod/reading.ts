// A snapshot read once into words: containers by role, conditions, events of this pod, its surroundings. No opinions.
import type { V1Pod } from '@kubernetes/client-node'
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
import { bool, int, type Json, list, object, pairs, text, texts, time } from './json.ts'
import type { Gap, LogTail, PodSnapshot, ServerRow, Source } from './snapshot.ts'
import { readStatusFields, type StatusFields } from './status-fields.ts'
import { readVolumes, type Volume } from './volume.ts'

export interface Toleration {
  readonly key: string
  readonly operator: string
  readonly value: string
  readonly effect: string
}

/** Everything that is known of one pod, or of a workload without one. */
export interface PodReading {
  /** Milliseconds since 1970; ages count from it. */
  readonly takenAt: number
  readonly takenAtIs: PodSnapshot['takenAtIs']
  readonly serverVersion: string | null
  readonly row: ServerRow | null
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
  /** Events of this very pod, oldest first. Empty may mean that they could not be read: ask `couldRead`. */
  readonly events: readonly Event[]
  /** Events of an earlier pod of the same name. They prove nothing about this one. */
  readonly foreignEvents: readonly Event[]
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
  /** Whether a kubelet made it from a file on the node. */
  readonly isMirror: boolean
  readonly labels: readonly [string, string][]
  readonly volumes: readonly Volume[]
  /** The controller that the pod itself names, or null. */
  readonly controller: { readonly kind: string; readonly name: string; readonly path: string } | null
  /** The controller chain as far as it was read, nearest first. */
  readonly owners: readonly Owner[]
  readonly ownerEvents: readonly Event[]
  readonly node: Node | null
  readonly nodes: readonly Node[]
  readonly claims: readonly Claim[]
  readonly persistentVolumes: readonly PersistentVolume[]
  readonly logs: readonly LogTail[]
  readonly gaps: readonly Gap[]
}

/** Reads a snapshot. Never throws, whatever the objects hold. */
export function readPod(snapshot: PodSnapshot): PodReading {
  const pod: Partial<Json<V1Pod>> = object(snapshot.pod)
  const metadata = object(pod.metadata)
  const spec = object(pod.spec)
  const status = object(pod.status)
  const uid = text(metadata.uid)
  const name = text(metadata.name)
  const mirrorUid =
    pairs(metadata.annotations).find(([key]) => key === 'kubernetes.io/config.mirror')?.[1] ?? ''
  const events = readEvents(snapshot.events, 'events')
  // The taint manager writes events without a UID; a kubelet writes a static pod's under the hash of its file.
  const isOwn = (event: Event): boolean =>
    uid === '' ||
    event.objectUid === uid ||
    event.objectUid === '' ||
    (mirrorUid !== '' && event.objectUid === mirrorUid)

  return {
    takenAt: time(snapshot.takenAt) ?? 0,
    takenAtIs: snapshot.takenAtIs,
    serverVersion: snapshot.serverVersion,
    row: snapshot.row,
    exists: snapshot.pod !== null,
    namespace: text(metadata.namespace) || snapshot.namespace,
    name,
    uid,
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
      init: readContainerStatuses(status.initContainerStatuses, 'status.initContainerStatuses'),
      main: readContainerStatuses(status.containerStatuses, 'status.containerStatuses'),
      ephemeral: readContainerStatuses(
        status.ephemeralContainerStatuses,
        'status.ephemeralContainerStatuses',
      ),
    }),
    statusFields: readStatusFields(pod),
    events: events.filter(isOwn),
    foreignEvents: events.filter((event) => !isOwn(event)),
    restartPolicy: text(spec.restartPolicy) || 'Always',
    schedulerName: field('spec.schedulerName', text(spec.schedulerName) || 'default-scheduler'),
    schedulingGates: list(spec.schedulingGates).map((gate, index) =>
      field(`spec.schedulingGates[${index}].name`, text(gate.name)),
    ),
    nodeSelector: pairs(spec.nodeSelector).map(([key, value]) =>
      field(`spec.nodeSelector['${key}']`, `${key}=${value}`),
    ),
    nodeAffinity: readNodeAffinity(spec.affinity),
    podAffinity: readPodAffinity(spec.affinity, 'podAffinity'),
    podAntiAffinity: readPodAffinity(spec.affinity, 'podAntiAffinity'),
    resourceClaims: list(spec.resourceClaims).map((claim, index) =>
      claim.resourceClaimName === undefined || claim.resourceClaimName === null
        ? field(
            `spec.resourceClaims[${index}].resourceClaimTemplateName`,
            text(claim.resourceClaimTemplateName),
          )
        : field(`spec.resourceClaims[${index}].resourceClaimName`, text(claim.resourceClaimName)),
    ),
    topologyKeys: list(spec.topologySpreadConstraints).flatMap((constraint, index) =>
      constraint.whenUnsatisfiable === 'ScheduleAnyway'
        ? []
        : [field(`spec.topologySpreadConstraints[${index}].topologyKey`, text(constraint.topologyKey))],
    ),
    tolerations: list(spec.tolerations).map((toleration) => ({
      key: text(toleration.key),
      operator: text(toleration.operator) || 'Equal',
      value: text(toleration.value),
      effect: text(toleration.effect),
    })),
    priorityClassName: field('spec.priorityClassName', text(spec.priorityClassName)),
    runtimeClassName: field('spec.runtimeClassName', text(spec.runtimeClassName)),
    serviceAccountName: field('spec.serviceAccountName', text(spec.serviceAccountName)),
    imagePullSecrets: list(spec.imagePullSecrets).map((secret, index) =>
      field(`spec.imagePullSecrets[${index}].name`, text(secret.name)),
    ),
    readinessGates: list(spec.readinessGates).map((gate, index) =>
      field(`spec.readinessGates[${index}].conditionType`, text(gate.conditionType)),
    ),
    activeDeadlineSeconds:
      typeof spec.activeDeadlineSeconds === 'number' ? int(spec.activeDeadlineSeconds) : null,
    terminationGracePeriodSeconds:
      typeof spec.terminationGracePeriodSeconds === 'number' ? int(spec.terminationGracePeriodSeconds) : 30,
    hostNetwork: bool(spec.hostNetwork),
    isMirror: mirrorUid !== '',
    labels: pairs(metadata.labels),
    volumes: readVolumes(spec.volumes, name),
    controller: readController(metadata),
    owners: snapshot.owners.map(readOwner),
    ownerEvents: readEvents(snapshot.ownerEvents, 'owner-events'),
    node: snapshot.node === null ? null : readNode(snapshot.node),
    nodes: snapshot.nodes.map(readNode),
    claims: snapshot.claims.map(readClaim),
    persistentVolumes: snapshot.volumes.map(readPersistentVolume),
    logs: snapshot.logs,
    gaps: snapshot.gaps,
  }
}

function readController(metadata: Partial<NonNullable<Json<V1Pod>['metadata']>>): PodReading['controller'] {
  const references = list(metadata.ownerReferences)
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
