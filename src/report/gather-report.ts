// Takes diagnoses one by one and keeps of each only what the report says, so that it can be fed from a large cluster.

import type { Shared } from '../causes/shared.ts'
import { causeOf, ownTrouble, sharedBy } from '../diagnosis/cause-of.ts'
import type { Diagnosis, Finding } from '../diagnosis/diagnosis.ts'
import { rfc3339 } from '../pod/json.ts'
import { joined } from './consequences.ts'
import type { FailureReport, Member, ReportGap, Totals } from './failure-report.ts'
import { groupsOf, type Placed } from './groups.ts'
import { severityOf } from './severity.ts'
import type { Root, Sample, Subject } from './subject.ts'
import type { SubjectState } from './subject-state.ts'

export interface ReportOptions {
  /** Trouble that began before this, in milliseconds since 1970, is only counted. Null: all is reported. */
  readonly notBefore: number | null
}

/** What a pod that does not fail is counted as. */
export type Counted = 'healthy' | 'completed' | 'starting' | 'terminating'

export class ReportGathering {
  readonly #options: ReportOptions
  readonly #subjects: Subject[] = []
  readonly #roots = new Map<string, Root>()
  readonly #counts: Record<Counted, number> = { healthy: 0, completed: 0, starting: 0, terminating: 0 }
  readonly #readyWorkloads = new Set<string>()
  readonly #seenWithoutPods = new Set<string>()
  readonly #gaps = new Map<string, ReportGap>()
  #older = 0
  #olderWithoutPods = 0
  #takenAt: Pick<FailureReport, 'takenAt' | 'takenAtIs'> | null = null

  constructor(options: ReportOptions) {
    this.#options = options
  }

  /** How many failing pods and workloads have been found so far. */
  get found(): number {
    return this.#subjects.length
  }

  /** Pods that need no diagnosis: they are known to be well, or are on their way. */
  count(as: Counted, pods: number): void {
    this.#counts[as] += pods
  }

  add(diagnosis: Diagnosis, state: SubjectState): void {
    const { takenAt, takenAtIs, pod } = diagnosis
    this.#takenAt ??= { takenAt, takenAtIs }
    const counted = countedAs(diagnosis, state)
    if (counted !== null) {
      this.#counts[counted] += 1
      if (counted === 'healthy') this.#readyWorkloads.add(workloadKey(diagnosis))
      return
    }
    for (const { source, why, detail = '' } of diagnosis.gaps) this.gap({ source, why, detail, count: 1 })
    const { notBefore } = this.#options
    if (notBefore !== null && state.troubleSince !== null && state.troubleSince < notBefore) {
      if (pod === null) this.#olderWithoutPods += 1
      else this.#older += 1
      return
    }
    if (pod === null && !this.#isNew(diagnosis)) return
    this.#addSubject(diagnosis, state)
  }

  /** Whether a workload without pods tells something new: the Jobs of one CronJob say the same, one after the other. */
  #isNew({ namespace, workload, verdict }: Diagnosis): boolean {
    const key = `${namespace}/${workload} ${verdict?.cause}`
    const isNew = !this.#seenWithoutPods.has(key)
    this.#seenWithoutPods.add(key)
    return isNew
  }

  /** Something that could not be read. The same is reported once, with the number of pods that it concerns. */
  gap(gap: ReportGap): void {
    // What a server says names the pod; the report says what kind of thing is missing, and for how many.
    const detail = gap.source === 'namespace' || gap.count !== 1 ? gap.detail : ''
    const key = `${gap.source} ${gap.why} ${detail}`
    const count = (this.#gaps.get(key)?.count ?? 0) + gap.count
    this.#gaps.set(key, { source: gap.source, why: gap.why, detail, count })
  }

  /** The report of what was added. `takenAt` is used if nothing was. */
  report(takenAt: Pick<FailureReport, 'takenAt' | 'takenAtIs'>, complete: boolean): FailureReport {
    const placed = joined(this.#subjects.map((subject) => this.#place(subject)))
    const explained = placed.filter(({ subject }) => subject.root !== null)
    const unexplained = placed.filter(({ subject }) => subject.root === null).map(({ member }) => member)
    const inGroups = explained.filter(({ member }) => member.name !== null).length
    const unknownPods = unexplained.filter(({ name }) => name !== null).length
    const withoutPods = placed.filter(({ member }) => member.name === null).length
    const { healthy, completed, starting, terminating } = this.#counts
    const totals: Totals = {
      pods: healthy + completed + starting + terminating + inGroups + unknownPods + this.#older,
      ...this.#counts,
      failing: inGroups,
      unexplained: unknownPods,
      older: this.#older,
      workloadsWithoutPods: withoutPods + this.#olderWithoutPods,
    }
    return {
      apiVersion: 'podlife/v1',
      kind: 'FailureReport',
      ...(this.#takenAt ?? takenAt),
      complete,
      totals,
      groups: groupsOf(explained),
      unexplained,
      gaps: [...this.#gaps.values()],
    }
  }

  #place(subject: Subject): Placed {
    const hasReadySibling = this.#readyWorkloads.has(keyOfMember(subject.member))
    const severity = severityOf(subject.member, subject.state, hasReadySibling)
    return { subject, member: { ...subject.member, severity }, hasReadySibling, follows: null }
  }

  #addSubject(diagnosis: Diagnosis, state: SubjectState): void {
    const { verdict } = diagnosis
    const member = memberOf(diagnosis, state.troubleSince)
    this.#subjects.push({
      member,
      state,
      root: verdict === null ? null : this.#root(verdict, member),
    })
  }

  /** The root that a finding belongs to. Of its evidence only the best sample is kept: what the cluster said outright. */
  #root(finding: Finding, member: Subject['member']): Root {
    const { namespace, node, owner, name } = member
    const at = { namespace, node: node ?? '', owner: owner ?? `Pod/${name ?? ''}` }
    const own = ownTrouble(finding, at)
    const shared = sharedBy(finding, at)
    const ownKey = `${finding.cause}\0${keyOf(own)}`
    const root = this.#rootOf(shared === null ? ownKey : keyOf(shared), shared ?? own, finding, member)
    // A sibling that said less (its log was not read) has the same trouble.
    const ofWorkload = this.#roots.get(ownKey)
    if (shared !== null && ofWorkload !== root && !ofWorkload?.sameAs) {
      this.#roots.set(ownKey, Object.assign(ofWorkload ?? { ...root }, { sameAs: root }))
    }
    return root
  }

  #rootOf(key: string, shared: Shared, finding: Finding, member: Subject['member']): Root {
    const known = this.#roots.get(key)
    const root = known ?? { shared, finding, sample: member, byCause: new Map(), sameAs: null }
    const before = root.byCause.get(finding.cause)
    const isBetter = before?.finding.certainty === 'likely' && finding.certainty === 'certain'
    const best = before === undefined || isBetter ? { finding, sample: member } : before
    const byCause = new Map(root.byCause).set(finding.cause, {
      finding: best.finding,
      sample: best.sample,
      count: (before?.count ?? 0) + 1,
    })
    this.#roots.set(key, Object.assign(root, { byCause }, sampleOf(byCause, root)))
    return root
  }
}

/** What is certain goes before what is inferred, then what most have; `current` stays where that decides nothing. */
function sampleOf(byCause: Root['byCause'], current: Sample): Sample {
  const certain = [...byCause.values()].filter(({ finding }) => finding.certainty === 'certain')
  const of = certain.length > 0 ? certain : [...byCause.values()]
  const most = Math.max(...of.map(({ count }) => count))
  const best = of.filter(({ count }) => count === most)
  const { finding, sample } =
    best.find((one) => one.finding.cause === current.finding.cause) ?? best[0] ?? current
  return { finding, sample }
}

/** Null: it fails, waits for something, or nobody knows what is the matter with it. */
function countedAs(diagnosis: Diagnosis, state: SubjectState): Counted | null {
  const { outcome, verdict } = diagnosis
  if (outcome === 'healthy' || outcome === 'completed' || outcome === 'starting') return outcome
  if (outcome === 'terminating' && verdict === null) return 'terminating'
  return isUnderWay(diagnosis, state) ? 'starting' : null
}

/** Whether a step of its start takes its time, but not long so far, and nothing of it has failed. */
function isUnderWay(
  { outcome, verdict, takenAt, takenAtIs }: Diagnosis,
  { troubleSince }: SubjectState,
): boolean {
  if (outcome !== 'waiting' || verdict === null || takenAtIs !== 'exact' || troubleSince === null)
    return false
  const { normalFor = null } = causeOf(verdict)
  return normalFor !== null && Date.parse(takenAt) - troubleSince < normalFor
}

function memberOf({ pod, workload, namespace, status, outcome, verdict }: Diagnosis, since: number | null) {
  return {
    namespace,
    name: pod?.name ?? null,
    owner: workload,
    node: pod?.node ?? null,
    status: status?.word ?? '',
    ready: status?.ready ?? '',
    restarts: status?.restarts ?? 0,
    outcome,
    cause: verdict?.cause ?? null,
    container: verdict?.container ?? null,
    since: since === null ? null : rfc3339(since),
    what: verdict?.what ?? '',
  }
}

function workloadKey({ namespace, workload, pod }: Diagnosis): string {
  return `${namespace}/${workload ?? `Pod/${pod?.name ?? ''}`}`
}

function keyOfMember({ namespace, owner, name }: Omit<Member, 'severity'>): string {
  return `${namespace}/${owner ?? `Pod/${name ?? ''}`}`
}

function keyOf({ kind, name }: Shared): string {
  return `${kind}\0${name}`
}
