// Joins a pod, or a workload without one, with the objects around it. The same for a live cluster and for saved files.
import type {
  CoreV1Event,
  V1Node,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
} from '@kubernetes/client-node'
import { declared, isObject, type Json, type JsonObject, object, text } from '../../pod/json.ts'
import type { Gap, LogTail, PodSnapshot } from '../../pod/snapshot.ts'
import { controllerOf, metadataOf, type ObjectSet } from '../api/objects.ts'

/** When and from where something was read. */
export type Origin = Pick<PodSnapshot, 'takenAt' | 'takenAtIs' | 'from' | 'serverVersion'>

/** What holds for all pods that were read together. */
export interface ObjectsRead extends Origin {
  readonly objects: ObjectSet
  /** Where pods were not read together: the origin of one, by its namespace and name, or of a workload by KIND/NAME. */
  readonly originOf?: (namespace: string, name: string) => Origin | null
  /** The workloads without pods that the file says it is about. */
  readonly makers?: readonly JsonObject[]
  /** What could not be read, for a pod given by namespace and name, or for a workload by KIND/NAME of what should have made one. */
  readonly gaps: (namespace: string, name: string) => readonly Gap[]
  readonly logs: (namespace: string, name: string) => readonly LogTail[]
}

/** The snapshot of one pod. */
export function snapshotOfPod(pod: JsonObject, reading: ObjectsRead): PodSnapshot {
  const { objects } = reading
  const { namespace, name } = metadataOf(pod)
  const spec = object(pod.spec)
  const nodeName = text(spec.nodeName)
  const node = nodeName === '' ? null : objects.get('Node', '', nodeName)
  const owners = ownerChain(pod, objects)
  const claims = claimNames(pod)
    .map((claim) => objects.get('PersistentVolumeClaim', namespace, claim))
    .filter((claim) => claim !== null)
  const volumes = claims
    .map((claim) => objects.get('PersistentVolume', '', text(object(claim.spec).volumeName)))
    .filter((volume) => volume !== null)
  return {
    ...originOf(reading, namespace, name),
    namespace,
    pod: declared<V1Pod>(pod),
    row: objects.row(namespace, name),
    events: eventsOf(objects, 'Pod', namespace, name),
    node: node === null ? null : declared<V1Node>(node),
    nodes: objects.all('Node').map(declared<V1Node>),
    owners,
    ownerEvents: owners.flatMap((owner) =>
      eventsOf(objects, text(owner.kind), namespace, metadataOf(owner).name),
    ),
    claims: claims.map(declared<V1PersistentVolumeClaim>),
    volumes: volumes.map(declared<V1PersistentVolume>),
    claimEvents: claimNames(pod).flatMap((claim) => {
      const known = objects.get('PersistentVolumeClaim', namespace, claim)
      const uid = known === null ? '' : metadataOf(known).uid
      return eventsOf(objects, 'PersistentVolumeClaim', namespace, claim, uid)
    }),
    logs: reading.logs(namespace, name),
    gaps: reading.gaps(namespace, name),
  }
}

/** The snapshot of a workload that has no pod: its chain from the object that should have made pods upwards. */
export function snapshotWithoutPod(chain: readonly JsonObject[], reading: ObjectsRead): PodSnapshot {
  const maker = chain[0] ?? {}
  const { namespace, name } = metadataOf(maker)
  const subject = `${text(maker.kind)}/${name}`
  return {
    ...originOf(reading, namespace, subject),
    namespace,
    pod: null,
    row: null,
    events: [],
    node: null,
    nodes: [],
    owners: chain,
    ownerEvents: chain.flatMap((owner) =>
      eventsOf(reading.objects, text(owner.kind), namespace, metadataOf(owner).name, metadataOf(owner).uid),
    ),
    claims: [],
    volumes: [],
    claimEvents: [],
    logs: [],
    gaps: reading.gaps(namespace, subject),
  }
}

function originOf(reading: ObjectsRead, namespace: string, name: string): Origin {
  const { takenAt, takenAtIs, from, serverVersion } = reading.originOf?.(namespace, name) ?? reading
  return { takenAt, takenAtIs, from, serverVersion }
}

/** The controllers of an object that are in the set, nearest first. Each is checked by UID, so that a namesake is not taken. */
export function ownerChain(item: JsonObject, objects: ObjectSet): JsonObject[] {
  const chain: JsonObject[] = []
  let current = item
  // Real chains have at most three links; owner references are free text and could form a circle.
  while (chain.length < 5) {
    const controller = controllerOf(current)
    if (controller === null) break
    const owner = objects.get(controller.kind, metadataOf(item).namespace, controller.name)
    if (owner === null || metadataOf(owner).uid !== controller.uid) break
    chain.push(owner)
    current = owner
  }
  return chain
}

/** The claims that a pod's volumes name, generic ephemeral volumes included (claim POD-VOLUME). */
export function claimNames(pod: JsonObject): string[] {
  const { volumes } = object(pod.spec)
  if (!Array.isArray(volumes)) return []
  return volumes.filter(isObject).flatMap((volume) => {
    if (isObject(volume.ephemeral)) return [`${metadataOf(pod).name}-${text(volume.name)}`]
    const claim = isObject(volume.persistentVolumeClaim) ? text(volume.persistentVolumeClaim.claimName) : ''
    return claim === '' ? [] : [claim]
  })
}

function eventsOf(
  objects: ObjectSet,
  kind: string,
  namespace: string,
  name: string,
  uid = '',
): Json<CoreV1Event>[] {
  const isAboutIt = (event: JsonObject): boolean =>
    uid === '' || text(object(event.involvedObject ?? event.regarding).uid) === uid
  return objects
    .eventsAbout(kind, namespace, name)
    .filter(isAboutIt)
    .map(declared<CoreV1Event>)
}
