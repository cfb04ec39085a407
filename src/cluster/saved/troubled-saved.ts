// Workloads of a file that have pods, and trouble that none of these shows.
import { type JsonObject, text } from '../../pod/json.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { controllerOf, metadataOf } from '../api/objects.ts'
import { type ObjectsRead, ownerChain, snapshotWithoutPod } from '../snapshot/join.ts'
import { isMeant, makersWithoutPods, type Selection } from '../snapshot/select.ts'
import { isTroubled } from '../sweep/workloads.ts'

const kinds = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Deployment']

/**
 * Snapshots, without a pod, of workloads that were refused some of their pods or gave up, as a sweep of a cluster finds them.
 * `isReported`: a pod of the workload is reported already. Those that have no pods at all are found with the pods.
 */
export function troubledWorkloads(
  reading: ObjectsRead,
  scope: Omit<Selection, 'names'>,
  isReported: (workload: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
  }) => boolean,
): PodSnapshot[] {
  const withoutPods = makersWithoutPods(reading)
  const eventsAbout = (item: JsonObject): readonly JsonObject[] => {
    const { namespace, name } = metadataOf(item)
    return reading.objects.eventsAbout(text(item.kind), namespace, name)
  }
  const troubled = kinds
    .flatMap((kind) => reading.objects.all(kind))
    .filter((item) => isMeant(item, scope) && isTroubled(item, eventsAbout(item)))
  // A Deployment whose ReplicaSet is reported would only repeat it.
  const above = new Set([...withoutPods, ...troubled].map((item) => controllerOf(item)?.uid))
  return troubled
    .filter((item) => !withoutPods.includes(item) && !above.has(metadataOf(item).uid))
    .filter((item) => !isReported({ kind: text(item.kind), ...metadataOf(item) }))
    .map((item) => snapshotWithoutPod([item, ...ownerChain(item, reading.objects)], reading))
}
