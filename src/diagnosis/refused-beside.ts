import { type PodReading, readPod } from '../pod/reading.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import { makerLackingPods } from '../signs/missing-pods.ts'
import { type Diagnosed, diagnose } from './diagnose.ts'

/** A workload, as one asks for it. */
export interface AskedFor {
  readonly kind: string
  readonly name: string
}

/**
 * What makes the pods of these workloads, without a pod, wherever it was refused some of them: that is shown beside the pods that it
 * could make. Those that have no pods at all are among `snapshots` already.
 */
export function refusedBeside(
  snapshots: readonly PodSnapshot[],
  workloads: readonly AskedFor[],
): Diagnosed[] {
  const beside = new Map<string, Diagnosed>()
  for (const snapshot of snapshots) {
    const lacking = makerLackingPods(snapshot)
    if (lacking === null) continue
    const maker = readPod(lacking)
    const key = `${maker.namespace}/${maker.owners[0]?.path}`
    if (beside.has(key) || !workloads.some((workload) => belongsTo(maker, workload))) continue
    const diagnosis = diagnose(maker)
    if (diagnosis.verdict?.stage === 'creation') beside.set(key, { pod: maker, diagnosis })
  }
  return [...beside.values()]
}

function belongsTo({ owners }: PodReading, { kind, name }: AskedFor): boolean {
  return owners.some((owner) => owner.kind === kind && owner.name === name)
}
