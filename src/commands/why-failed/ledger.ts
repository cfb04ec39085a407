// What is known of every pod while they are followed: a word for one that is well, the diagnosis for one that is not.
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { rfc3339 } from '../../pod/json.ts'
import type { FailureReport, ReportGap } from '../../report/failure-report.ts'
import { type Counted, ReportGathering } from '../../report/gather-report.ts'
import type { SubjectState } from '../../report/subject-state.ts'

/** A pod or a workload that was read in full, and is neither well nor done. */
export interface Judged {
  readonly diagnosis: Diagnosis
  readonly state: SubjectState
  /** Its direct controller, such as `ReplicaSet/api-7c9d8f`, or what should have made it; null without one. */
  readonly controller: string | null
}

const finished: readonly Counted[] = ['healthy', 'completed']

export class WatchLedger {
  readonly #pods = new Map<string, Counted | Judged>()
  readonly #workloads = new Map<string, Judged>()
  readonly #gaps: ReportGap[] = []
  readonly #workloadGaps = new Map<string | null, readonly ReportGap[]>()
  readonly #refused = new Set<string>()
  /** Pods that were only counted, before each was known by its name. */
  #unnamed: [Counted, number][] = []
  #reported: Set<string> | null = null
  #unwell = 0

  /** How many pods there are. */
  get size(): number {
    return this.#unnamed.reduce((sum, [, pods]) => sum + pods, this.#pods.size)
  }

  /** How many pods are neither well nor done. */
  get unwell(): number {
    return this.#unwell
  }

  get(key: string): Counted | Judged | null {
    return this.#pods.get(key) ?? null
  }

  /** The pods of a namespace; null: of all. */
  known(namespace: string | null): string[] {
    const keys = [...this.#pods.keys()]
    return namespace === null ? keys : keys.filter((key) => key.startsWith(`${namespace}/`))
  }

  set(key: string, as: Counted | Judged): void {
    this.remove(key)
    this.#pods.set(key, as)
    this.#reported = null
    if (!isFinished(as)) this.#unwell += 1
  }

  remove(key: string): void {
    const known = this.#pods.get(key)
    if (known === undefined) return
    this.#pods.delete(key)
    if (!isFinished(known)) this.#unwell -= 1
    this.#reported = null
  }

  /** Counts pods whose names are not known yet. */
  count(as: Counted, pods: number): void {
    this.#unnamed.push([as, pods])
  }

  /** Now all pods are known by their names. */
  allNamed(): void {
    this.#unnamed = []
  }

  addWorkload(key: string, judged: Judged): void {
    this.#workloads.set(key, judged)
  }

  /** Forgets the workloads of a namespace; null: of all. */
  dropWorkloads(namespace: string | null): void {
    for (const key of [...this.#workloads.keys()]) {
      if (namespace === null || key.startsWith(`${namespace}/`)) this.#workloads.delete(key)
    }
  }

  /** What of the workloads of a namespace (null: of all) could not be read, in place of the gaps before. */
  setWorkloadGaps(namespace: string | null, gaps: readonly ReportGap[]): void {
    this.#workloadGaps.set(namespace, gaps)
  }

  gap(gap: ReportGap): void {
    this.#gaps.push(gap)
  }

  /** A namespace that may not be read, or not any more. */
  refuse(namespace: string): void {
    this.#refused.add(namespace)
    for (const key of this.known(namespace)) this.remove(key)
    this.dropWorkloads(namespace)
  }

  /** Whether a pod of the workload, or that it controls, is reported. */
  isReported({ kind, namespace, name }: { kind: string; namespace: string; name: string }): boolean {
    this.#reported ??= new Set(
      [...this.#pods.values()].flatMap((known) => {
        if (typeof known === 'string' || known.diagnosis.verdict === null) return []
        const { namespace: at, workload } = known.diagnosis
        return [workload, known.controller].map((owner) => `${at}/${owner}`)
      }),
    )
    return this.#reported.has(`${namespace}/${kind}/${name}`)
  }

  /** The report of now, in milliseconds since 1970. `notBefore`: trouble that began before it is only counted. */
  report(now: number, notBefore: number | null, isComplete = true): FailureReport {
    const gathering = new ReportGathering({ notBefore })
    const counts = new Map<Counted, number>()
    const count = (as: Counted, pods: number): void => {
      counts.set(as, (counts.get(as) ?? 0) + pods)
    }
    for (const [as, pods] of this.#unnamed) count(as, pods)
    for (const known of this.#pods.values()) {
      if (typeof known === 'string') count(known, 1)
      else gathering.add(known.diagnosis, known.state)
    }
    for (const [as, pods] of counts) gathering.count(as, pods)
    for (const { diagnosis, state } of this.#workloads.values()) gathering.add(diagnosis, state)
    const workloadGaps = [...this.#workloadGaps.values()].flat()
    for (const gap of [...this.#gaps, ...workloadGaps]) gathering.gap(gap)
    for (const namespace of this.#refused)
      gathering.gap({ source: 'namespace', why: 'forbidden', detail: namespace, count: 0 })
    const takenAt = rfc3339(Math.floor(now / 1000) * 1000)
    const isCut = this.#gaps.length + workloadGaps.length + this.#refused.size > 0
    // Each pod was read at its own moment; all that has changed since then is known.
    return { ...gathering.report({ takenAt, takenAtIs: 'exact' }, isComplete && !isCut), takenAt }
  }
}

function isFinished(known: Counted | Judged): boolean {
  return typeof known === 'string' && finished.includes(known)
}
