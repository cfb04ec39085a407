// From all findings to one verdict: symptoms are folded under what explains them, the rest is put in order.
import { type Stage, stages } from '../causes/stages.ts'
import { hasEnded, type PodReading } from '../pod/reading.ts'
import type { Gathered } from './gather.ts'

/** The findings that stand on their own, the verdict first. */
export function rank(gathered: readonly Gathered[], pod: PodReading): Gathered[] {
  const state = gathered.filter((symptom) => !gathered.some((deeper) => isExplainedBy(symptom, deeper)))
  return state.sort(
    (a, b) =>
      Number(isConsequence(a)) - Number(isConsequence(b)) ||
      order(a.cause.stage, pod) - order(b.cause.stage, pod) ||
      Number(b.finding.certainty === 'certain') - Number(a.finding.certainty === 'certain') ||
      a.position - b.position,
  )
}

/** Whether the cause only follows from another one, which then leads. */
export function isConsequence({ cause }: Gathered): boolean {
  return cause.isConsequence === true
}

/** Whether one finding is only a symptom of the other: same container, or one of them concerns the whole pod. */
function isExplainedBy(symptom: Gathered, deeper: Gathered): boolean {
  if (symptom === deeper || !(isExplicitly(symptom, deeper) || isGenericFor(symptom, deeper))) return false
  const [a, b] = [symptom.finding.container, deeper.finding.container]
  return a === null || b === null || a === b
}

function isExplicitly({ cause }: Gathered, deeper: Gathered): boolean {
  const { explains = [] } = deeper.cause
  return explains.includes(cause.id) || explains.includes(cause.stage)
}

function isGenericFor({ cause }: Gathered, deeper: Gathered): boolean {
  return cause.isGeneric === true && deeper.cause.isGeneric !== true && cause.stage === deeper.cause.stage
}

/**
 * The earlier stage leads, since a pod that is stuck there cannot get further. Of a pod that is being deleted or has ended,
 * the end leads: no earlier stage holds it any more.
 */
function order(stage: Stage, pod: PodReading): number {
  const ending = pod.deletion !== null || (hasEnded(pod) && pod.reason.value !== '')
  return ending && stage === 'ending' ? -1 : stages.indexOf(stage)
}
