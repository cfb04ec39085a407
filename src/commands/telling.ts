// Feeds a report with snapshots, and remembers which workloads were told.
import { diagnose } from '../diagnosis/diagnose.ts'
import { readPod } from '../pod/reading.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import type { ReportGathering } from '../report/gather-report.ts'
import { standingOf } from '../report/standing.ts'

export class Telling {
  readonly #gathering: ReportGathering
  readonly #told = new Set<string>()

  constructor(gathering: ReportGathering) {
    this.#gathering = gathering
  }

  add(snapshot: PodSnapshot): void {
    const pod = readPod(snapshot)
    const diagnosis = diagnose(pod)
    this.#gathering.add(diagnosis, standingOf(pod, diagnosis))
    if (diagnosis.verdict === null) return
    this.#told.add(`${pod.namespace}/${diagnosis.workload}`)
    if (pod.controller !== null)
      this.#told.add(`${pod.namespace}/${pod.controller.kind}/${pod.controller.name}`)
  }

  /** Whether a pod of this workload, or of one that it controls, has told its trouble. */
  isTold({
    kind,
    namespace,
    name,
  }: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
  }): boolean {
    return this.#told.has(`${namespace}/${kind}/${name}`)
  }
}
