// What makes pods, and has fewer of them than it wants: it may have been refused the others.
import { int, type JsonObject, object } from '../pod/json.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'

/** The snapshot, without a pod, of what made this pod, if it has fewer pods than it wants; else null. Null without an owner, too. */
export function makerLackingPods(snapshot: PodSnapshot): PodSnapshot | null {
  const { takenAt, takenAtIs, from, serverVersion, namespace, pod, owners, ownerEvents, gaps } = snapshot
  const [maker] = owners
  if (pod === null || maker === undefined || !lacksPods(maker)) return null
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
    claimEvents: [],
    logs: [],
    gaps,
  }
}

/** By its own counts. A Job's say nothing: it makes a pod anew only after a while. */
function lacksPods(maker: JsonObject): boolean {
  const spec = object(maker.spec)
  const status = object(maker.status)
  if (maker.kind === 'Job') return false
  if (maker.kind === 'DaemonSet')
    return int(status.currentNumberScheduled) < int(status.desiredNumberScheduled)
  return int(status.replicas) < (spec.replicas === undefined ? 1 : int(spec.replicas))
}
