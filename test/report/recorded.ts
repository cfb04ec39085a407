// All recorded situations as one cluster, each in its own namespace as it was recorded.
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import type { FailureReport } from '../../src/report/failure-report.ts'
import { ReportGathering } from '../../src/report/gather-report.ts'
import { subjectStateOf } from '../../src/report/subject-state.ts'
import { situations, snapshotsOf } from '../pods.ts'

export async function allSnapshots(): Promise<PodSnapshot[]> {
  return (await Promise.all(situations.map(snapshotsOf))).flat()
}

export function reportOf(snapshots: readonly PodSnapshot[], notBefore: number | null = null): FailureReport {
  const gathering = new ReportGathering({ notBefore })
  for (const snapshot of snapshots) {
    const pod = readPod(snapshot)
    const diagnosis = diagnose(pod)
    gathering.add(diagnosis, subjectStateOf(pod, diagnosis))
  }
  return gathering.report({ takenAt: '2026-11-24T02:00:00Z', takenAtIs: 'exact' }, true)
}

/** Pod `web`, with a volume, and pod `app`, with a variable, of one namespace: both lack the same ConfigMap. */
export async function sameConfigMap(): Promise<[volume: PodSnapshot[], variable: PodSnapshot[]]> {
  const inShop = (snapshots: readonly PodSnapshot[], changes: Readonly<Record<string, string>>) =>
    snapshots.map((snapshot) => {
      const entries = Object.entries({ [snapshot.namespace]: 'shop', ...changes })
      const json = entries.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(snapshot))
      return JSON.parse(json) as PodSnapshot
    })
  const [volume, variable] = await Promise.all([
    snapshotsOf('c05-configmap-volume-missing'),
    snapshotsOf('c01-configmap-missing'),
  ])
  return [
    inShop(volume, { 'nginx-conf': 'app-config', '"name":"app"': '"name":"web"' }),
    inShop(variable, {}),
  ]
}
