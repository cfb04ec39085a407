// One look at what is waited for: read, judged, and put together.
import type { Cluster } from '../cluster/live.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import { wantedSources } from '../diagnosis/wanted.ts'
import { readPod } from '../pod/reading.ts'
import { readRollout } from '../pod/rollout.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import type { Look, Seen } from '../report/waiting.ts'
import type { NamedTarget } from './targets.ts'

/** Reads what is waited for. Throws a ClusterError. */
export function readTarget(cluster: Cluster, { resource, name }: NamedTarget): Promise<PodSnapshot[]> {
  return cluster.readPods({ names: [{ type: resource.plural, name }] }, (snapshot) =>
    wantedSources(readPod(snapshot)),
  )
}

/** Judges the snapshots of one target. */
export function lookAt(snapshots: readonly PodSnapshot[], { resource, name }: NamedTarget): Look {
  const [first] = snapshots
  const rollout =
    resource.kind === 'Pod' || first === undefined ? null : readRollout(first.owners, resource.kind, name)
  const seen = snapshots.map(judged)
  if (first === undefined || first.pod === null || rollout === null || !rollout.lacksPods) {
    return { rollout, seen }
  }
  const missing = judged(withoutPod(first))
  return { rollout, seen: missing.diagnosis.verdict?.stage === 'creation' ? [...seen, missing] : seen }
}

function judged(snapshot: PodSnapshot): Seen {
  const pod = readPod(snapshot)
  return { pod, diagnosis: diagnose(pod) }
}

/** What the workload says of the pods that it could not make, beside those that it has. */
function withoutPod(snapshot: PodSnapshot): PodSnapshot {
  const { takenAt, takenAtIs, from, serverVersion, namespace, owners, ownerEvents, gaps } = snapshot
  return {
    takenAt,
    takenAtIs,
    from,
    serverVersion,
    namespace,
    pod: null,
    row: null,
    events: [],
    node: null,
    nodes: [],
    owners,
    ownerEvents,
    claims: [],
    volumes: [],
    logs: [],
    gaps,
  }
}
