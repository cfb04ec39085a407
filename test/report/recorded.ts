// All recorded situations as one cluster, each in its own namespace as it was recorded.
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import type { FailureReport } from '../../src/report/failure-report.ts'
import { ReportGathering } from '../../src/report/gather-report.ts'
import { standingOf } from '../../src/report/standing.ts'
import { situations, snapshotsOf } from '../pods.ts'

export async function allSnapshots(): Promise<PodSnapshot[]> {
  return (await Promise.all(situations.map(snapshotsOf))).flat()
}

export function reportOf(snapshots: readonly PodSnapshot[], notBefore: number | null = null): FailureReport {
  const gathering = new ReportGathering({ notBefore })
  for (const snapshot of snapshots) {
    const pod = readPod(snapshot)
    const diagnosis = diagnose(pod)
    gathering.add(diagnosis, standingOf(pod, diagnosis))
  }
  return gathering.report({ takenAt: '2026-11-24T02:00:00Z', takenAtIs: 'exact' }, true)
}
