// Which pods and workloads of a set of objects are meant, as snapshots.
import { int, isObject, type JsonObject, object, text, time } from '../../pod/json.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { metadataOf } from '../api/objects.ts'
import { type Resource, resourceName } from '../api/resources.ts'
import { matchesSelector } from '../api/selector.ts'
import { ClusterError } from '../errors.ts'
import { type ObjectsRead, ownerChain, snapshotOfPod, snapshotWithoutPod } from './join.ts'

export interface Selection {
  /** Empty: every pod, and the workloads that have none. */
  readonly names: readonly { readonly resource: Resource; readonly name: string }[]
  /** Null: any. */
  readonly namespace: string | null
  /** A label selector as kubectl takes it; "" for none. */
  readonly selector: string
}

/**
 * The snapshots of what is meant, pods in the order of the file. Throws a ClusterError of kind `not-found` for a name that
 * is not there, and of kind `usage` for a selector that cannot be read.
 */
export function selectSnapshots(reading: ObjectsRead, selection: Selection): PodSnapshot[] {
  const inScope = (item: JsonObject): boolean => isMeant(item, selection)
  const pods = reading.objects.all('Pod').filter(inScope)
  if (selection.names.length === 0) {
    const withoutPods = makersWithoutPods(reading).filter(inScope)
    return [
      ...pods.map((pod) => snapshotOfPod(pod, reading)),
      ...withoutPods.map((maker) =>
        snapshotWithoutPod([maker, ...ownerChain(maker, reading.objects)], reading),
      ),
    ]
  }
  return selection.names.flatMap(({ resource, name }) => named(reading, resource, name, inScope))
}

/** Whether an object is in the namespace and has the labels. Throws a ClusterError of kind `usage` for a selector that cannot be read. */
export function isMeant(item: JsonObject, { namespace, selector }: Omit<Selection, 'names'>): boolean {
  return (
    (namespace === null || metadataOf(item).namespace === namespace) &&
    matchesSelector(object(item.metadata).labels, selector)
  )
}

function named(
  reading: ObjectsRead,
  resource: Resource,
  name: string,
  inScope: (item: JsonObject) => boolean,
): PodSnapshot[] {
  const { objects } = reading
  const target = objects.all(resource.kind).filter((item) => inScope(item) && metadataOf(item).name === name)
  if (target.length === 0) {
    throw new ClusterError('not-found', `${resourceName(resource)} "${name}" not found in the file`)
  }
  if (resource.kind === 'Pod') return target.map((pod) => snapshotOfPod(pod, reading))
  return target.flatMap((workload) => {
    const { uid } = metadataOf(workload)
    const owned = objects
      .all('Pod')
      .filter((pod) => ownerChain(pod, objects).some((owner) => metadataOf(owner).uid === uid))
    if (owned.length > 0) return owned.map((pod) => snapshotOfPod(pod, reading))
    const maker = makersWithoutPods(reading).find((candidate) =>
      [candidate, ...ownerChain(candidate, objects)].some((owner) => metadataOf(owner).uid === uid),
    )
    const chain = maker === undefined ? [workload] : [maker, ...ownerChain(maker, objects)]
    return [snapshotWithoutPod(chain, reading)]
  })
}

/** The objects that should have made pods, and have none in the set: nearest maker only, so that none is reported twice. */
export function makersWithoutPods({ objects, makers: named = [] }: ObjectsRead): JsonObject[] {
  const makers = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'].flatMap((kind) =>
    objects.all(kind),
  )
  const owners = new Set(
    objects.all('Pod').flatMap((pod) => ownerChain(pod, objects).map((owner) => metadataOf(owner).uid)),
  )
  const found = makers.filter((maker) => wantsPods(maker) && !owners.has(metadataOf(maker).uid))
  const above = new Set(found.flatMap((maker) => ownerChain(maker, objects)))
  // A CronJob has no pods between its runs; one that starts none says so in events.
  const stuck = objects
    .all('CronJob')
    .filter((cronJob) => !owners.has(metadataOf(cronJob).uid) && !above.has(cronJob))
    .filter((cronJob) => {
      const { namespace, name } = metadataOf(cronJob)
      return newestOf(objects.eventsAbout('CronJob', namespace, name))?.type === 'Warning'
    })
  return [...new Set([...named, ...found, ...stuck])]
}

function newestOf(events: readonly JsonObject[]): JsonObject | undefined {
  return events.toSorted((a, b) => lastTimeOf(a) - lastTimeOf(b)).at(-1)
}

/** Of either recorder. */
function lastTimeOf({ lastTimestamp, series, eventTime }: JsonObject): number {
  return time(lastTimestamp) ?? time(object(series).lastObservedTime) ?? time(eventTime) ?? 0
}

function wantsPods(maker: JsonObject): boolean {
  const spec = object(maker.spec)
  const status = object(maker.status)
  switch (text(maker.kind)) {
    case 'DaemonSet':
      return int(status.desiredNumberScheduled) > 0
    case 'Job': {
      const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isObject) : []
      // A job that failed for good is one that should have pods to show for it; one that is complete is not.
      const finished = conditions.some(({ type, status: value }) => type === 'Complete' && value === 'True')
      return (
        !finished && spec.suspend !== true && (spec.parallelism === undefined || int(spec.parallelism) > 0)
      )
    }
    default:
      return spec.replicas === undefined || int(spec.replicas) > 0
  }
}
