// Several diagnoses for a person: what is the same is shown once.
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { inline } from '../neutralise.ts'
import { wrap } from '../wrap.ts'
import { renderText, type TextOptions } from './text.ts'

/** The diagnoses as text, with a newline at the end: what is wrong first, pods with the same verdict once, well pods last. */
export function renderTexts(diagnoses: readonly Diagnosis[], options: TextOptions): string {
  const [only, ...more] = diagnoses
  if (only === undefined) return ''
  if (more.length === 0) return renderText(only, options)
  const isWell = ({ outcome, verdict, findings }: Diagnosis): boolean =>
    (outcome === 'healthy' || outcome === 'completed') && verdict === null && findings.length === 0
  const groups = [
    ...Map.groupBy(
      diagnoses.filter((diagnosis) => !isWell(diagnosis)),
      sameness,
    ).values(),
  ]
  const reported = groups.map((group) => renderGroup(group, options))
  const well = diagnoses
    .filter(isWell)
    .map((diagnosis) => `${options.palette.good('✔')} ${wellLine(diagnosis)}\n`)
  return [...reported, ...(well.length > 0 ? [well.join('')] : [])].join('\n')
}

/** Pods that differ in nothing but their name have the same key. */
function sameness({ verdict, outcome, status, pod, workload, namespace }: Diagnosis): string {
  if (verdict === null) return `${outcome} ${namespace}/${pod?.name ?? workload}`
  return JSON.stringify([verdict.cause, verdict.container, verdict.what, workload, namespace, status?.ready])
}

function renderGroup(group: readonly Diagnosis[], options: TextOptions): string {
  const [first, ...others] = group
  if (first === undefined) return ''
  const text = renderText(first, options)
  if (others.length === 0) return text
  const names = others.map(({ pod }) => inline(pod?.name ?? '')).join(', ')
  const count = others.length === 1 ? 'another pod' : `${others.length} more pods`
  return `${text}\n${wrap(`The same is wrong with ${count}: ${names}`, options.width).join('\n  ')}\n`
}

function wellLine({ pod, status, outcome }: Diagnosis): string {
  const name = inline(`${pod?.namespace ?? ''}/${pod?.name ?? ''}`)
  return `${name}   ${inline(status?.word ?? '')}   ${status?.ready ?? ''} ready   ${outcome}`
}
