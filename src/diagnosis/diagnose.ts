import { causes } from '../causes/index.ts'
import { rfc3339 } from '../pod/json.ts'
import { type PodReading, readPod } from '../pod/reading.ts'
import type { Gap, PodSnapshot } from '../pod/snapshot.ts'
import { type Moment, momentsIn } from '../timeline/moments.ts'
import type { Diagnosis, NotChecked } from './diagnosis.ts'
import { toEvidence } from './evidence.ts'
import { gapsThatMatter } from './gaps.ts'
import { gather, ownerOf } from './gather.ts'
import { outcomeOf } from './outcome.ts'
import { plainFacts, unusedFacts } from './plain-facts.ts'
import { isConsequence, rank } from './rank.ts'
import { explainStatus } from './status.ts'
import { summaryOf } from './summary.ts'
import { unusedWarnings } from './warnings.ts'

// A pod rarely has more kinds of warnings; who floods a pod with events does not flood its diagnosis.
const mostWarnings = 20

/** A pod, or a workload without one, as it was read, with what is wrong with it. */
export interface Diagnosed {
  readonly pod: PodReading
  readonly diagnosis: Diagnosis
}

/** Reads a snapshot and diagnoses it. */
export function diagnosed(snapshot: PodSnapshot): Diagnosed {
  const pod = readPod(snapshot)
  return { pod, diagnosis: diagnose(pod) }
}

/** Diagnoses one pod, or a workload that has none. Pure, and never throws: a cause that does is reported as not checked. */
export function diagnose(pod: PodReading): Diagnosis {
  const { gathered, crashed } = gather(pod)
  const ranked = rank(gathered, pod)
  const leading = ranked.find((finding) => !pod.exists || !isConsequence(finding))
  const others = ranked.filter((finding) => finding !== leading)
  // A generic finding that gave way to a better one of its stage may rest on something else: that is still to be shown.
  const accounted = gathered.filter((finding) => ranked.includes(finding) || finding.cause.isGeneric !== true)
  const warnings = unusedWarnings(pod, accounted)
  const outcome = outcomeOf(pod, leading, warnings)
  const status = pod.exists ? explainStatus(pod) : null
  const owner = ownerOf(pod)
  const gaps = gapsThatMatter(pod)
  let moments: readonly Moment[] | null = null
  return {
    apiVersion: 'podlife/v1',
    kind: 'Diagnosis',
    takenAt: rfc3339(pod.takenAt),
    takenAtIs: pod.takenAtIs,
    pod: pod.exists
      ? {
          namespace: pod.namespace,
          name: pod.name,
          uid: pod.uid,
          node: pod.nodeName.value === '' ? null : pod.nodeName.value,
          owner,
        }
      : null,
    workload: owner,
    namespace: pod.namespace,
    status,
    outcome,
    summary:
      leading?.finding.what ?? summaryOf(pod, { outcome, ready: status?.ready ?? '', workload: owner }),
    verdict: leading?.finding ?? null,
    findings: others.map(({ finding }) => finding),
    facts: toEvidence(leading === undefined ? plainFacts(pod, outcome) : unusedFacts(pod, accounted)),
    warnings: warnings
      .slice(0, mostWarnings)
      .flatMap(({ event, isOvercome }) => toEvidence([event]).map((item) => ({ ...item, isOvercome }))),
    gaps,
    notChecked: [
      ...crashed.map(({ cause }): NotChecked => ({ cause, needs: 'pod' })),
      ...leftOpen(
        gaps,
        status?.word ?? '',
        gathered.map(({ cause }) => cause.id),
        outcome,
      ),
    ],
    // A report of many pods has no use for them.
    get moments() {
      moments ??= momentsIn(pod)
      return moments
    },
  }
}

/** The causes that could stand behind this STATUS word, did not match, and lack a source that could not be read. */
function leftOpen(
  gaps: readonly Gap[],
  word: string,
  matched: readonly string[],
  outcome: Diagnosis['outcome'],
): NotChecked[] {
  if (outcome === 'healthy' || outcome === 'completed') return []
  const missing = new Set(gaps.map(({ source }) => source))
  return causes
    .filter(
      ({ id, seenAs }) =>
        !matched.includes(id) && seenAs.some((seen) => word === seen || word.startsWith(`${seen}:`)),
    )
    .flatMap(({ id, needs }) =>
      needs.filter((source) => missing.has(source)).map((source) => ({ cause: id, needs: source })),
    )
}
