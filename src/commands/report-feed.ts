// Feeds a report with snapshots, and remembers which workloads it has reported.
import { diagnosed } from '../diagnosis/diagnose.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import type { ReportGathering } from '../report/gather-report.ts'
import { subjectStateOf } from '../report/subject-state.ts'

export class ReportFeed {
  readonly #gathering: ReportGathering
  readonly #reported = new Set<string>()

  constructor(gathering: ReportGathering) {
    this.#gathering = gathering
  }

  add(snapshot: PodSnapshot): void {
    const { pod, diagnosis } = diagnosed(snapshot)
    this.#gathering.add(diagnosis, subjectStateOf(pod, diagnosis))
    if (diagnosis.verdict === null) return
    this.#reported.add(`${pod.namespace}/${diagnosis.workload}`)
    if (pod.controller !== null)
      this.#reported.add(`${pod.namespace}/${pod.controller.kind}/${pod.controller.name}`)
  }

  /** Whether a pod of this workload, or of one that it controls, is reported already. */
  isReported({
    kind,
    namespace,
    name,
  }: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
  }): boolean {
    return this.#reported.has(`${namespace}/${kind}/${name}`)
  }
}
