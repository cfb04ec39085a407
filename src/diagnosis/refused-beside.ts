import { type PodReading, readPod } from '../pod/reading.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import { makerLackingPods } from '../signs/missing-pods.ts'
import { diagnose } from './diagnose.ts'

/** A workload, as one asks for it. */
export interface AskedFor {
  readonly kind: string
  readonly name: string
}

/**
 * Snapshots, without a pod, of what makes the pods of these workloads, wherever it was refused some of them: that is to be told
 * beside the pods that it could make. Those that have no pods at all are among `snapshots` already.
 */
export function refusedBeside(
  snapshots: readonly PodSnapshot[],
  workloads: readonly AskedFor[],
): PodSnapshot[] {
  const beside = new Map<string, PodSnapshot>()
  for (const snapshot of snapshots) {
    const lacking = makerLackingPods(snapshot)
    if (lacking === null) continue
    const maker = readPod(lacking)
    const key = `${maker.namespace}/${maker.owners[0]?.path}`
    if (beside.has(key) || !workloads.some((workload) => belongsTo(maker, workload))) continue
    if (diagnose(maker).verdict?.stage === 'creation') beside.set(key, lacking)
  }
  return [...beside.values()]
}

function belongsTo({ owners }: PodReading, { kind, name }: AskedFor): boolean {
  return owners.some((owner) => owner.kind === kind && owner.name === name)
}
