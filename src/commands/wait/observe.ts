// One look at what is waited for: read, judged, and put together.
import type { Cluster } from '../../cluster/live/cluster.ts'
import { diagnosed } from '../../diagnosis/diagnose.ts'
import { refusedBeside } from '../../diagnosis/refused-beside.ts'
import { wantedSources } from '../../diagnosis/wanted.ts'
import { readPod } from '../../pod/reading.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import type { Observation } from '../../report/waiting.ts'
import { readRollout } from '../../signs/rollout.ts'
import type { NamedTarget } from '../targets.ts'

/** Reads what is waited for. Throws a ClusterError. */
export function fetchTarget(cluster: Cluster, { resource, name }: NamedTarget): Promise<PodSnapshot[]> {
  return cluster.fetchPods({ names: [{ type: resource.plural, name }] }, (snapshot) =>
    wantedSources(readPod(snapshot)),
  )
}

/** Judges the snapshots of one target, and what it was refused beside them. */
export function observe(snapshots: readonly PodSnapshot[], { resource, name }: NamedTarget): Observation {
  const [first] = snapshots
  const rollout =
    resource.kind === 'Pod' || first === undefined ? null : readRollout(first.owners, resource.kind, name)
  const beside = refusedBeside(snapshots, [{ kind: resource.kind, name }])
  return { rollout, seen: [...snapshots.map(diagnosed), ...beside] }
}
