// A report for a person in a terminal: the reasons, worst first, each with its proof and what to do.
import type { FailureReport, Group, Member } from '../../report/failure-report.ts'
import { clock } from '../../words/clock.ts'
import { counted } from '../../words/names.ts'
import type { Palette } from '../colour.ts'
import { inline, lines } from '../neutralise.ts'
import { statusTable } from '../status/table.ts'
import { wrap } from '../wrap.ts'
import { gapSentences, headline, otherPods, severityWords, whoIsHit } from './words.ts'

export interface ReportTextOptions {
  readonly width: number
  readonly palette: Palette
  /** Every pod of every group, not only the sample. */
  readonly all: boolean
}

const mostConsequences = 3
const mostEvidence = 3
const mostLines = 4
const mostUnexplained = 10
// More take more than a few screens.
const fewGroups = 10

/** The parts of a report, each as lines; an empty one has nothing to say. */
export interface ReportBlocks {
  readonly head: readonly string[]
  readonly groups: readonly (readonly string[])[]
  readonly unexplained: readonly string[]
  readonly gaps: readonly string[]
  /** What moment it shows. */
  readonly foot: readonly string[]
}

/** The report as text, with a newline at its end. */
export function renderReport(report: FailureReport, options: ReportTextOptions): string {
  const { head, groups, unexplained, gaps, foot } = reportBlocks(report, options)
  return `${[head, ...groups, unexplained, gaps, foot]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}

/** The report in parts, for whoever has room for some of them only. */
export function reportBlocks(report: FailureReport, options: ReportTextOptions): ReportBlocks {
  const { palette, width, all } = options
  const { takenAt, groups, unexplained, gaps } = report
  const isFine = groups.length === 0 && unexplained.length === 0
  const short = groups.length > fewGroups ? ' -o wide gives each reason a line.' : ''
  const more = all || isFine ? short : `${short} --all lists every pod.`
  const paint = isFine && gaps.length === 0 ? palette.good : palette.strong
  return {
    head: [...wrap(headline(report), width).map(paint), ...wrapped(otherPods(report), width, 0)],
    groups: groups.map((group, index) => groupLines(group, index + 1, takenAt, options)),
    unexplained: unexplained.length === 0 ? [] : unexplainedLines(unexplained, options),
    gaps:
      gaps.length === 0
        ? []
        : [
            palette.unsure('Not known'),
            ...gapSentences(gaps).flatMap((sentence) => wrapped(`- ${inline(sentence)}`, width, 2, 2)),
          ],
    foot: wrap(`This shows ${shownAt(report)}.${more}`, width).map(palette.faint),
  }
}

function groupLines(
  group: Group,
  number: number,
  takenAt: string,
  { width, palette, all }: ReportTextOptions,
): string[] {
  const { finding, sample, severity, shared, pods } = group
  const paint = severity === 'down' ? palette.bad : severity === 'leftover' ? palette.strong : palette.unsure
  const likely = finding.certainty === 'likely' ? 'Likely: ' : ''
  const head = `${number}. ${likely}${inline(group.title)} — ${severityWords[severity]}`
  const example = sample.name === null ? '' : `${inline(`${sample.namespace}/${sample.name}`)}: `
  return [
    ...wrapped(head, width, 0, 3).map(paint),
    ...wrapped(inline(`${shared.kind} ${shared.name}`), width, 3),
    ...wrapped(inline(whoIsHit(group, takenAt)), width, 3),
    '',
    ...wrapped(`${example}${inline(finding.what)}`, width, 3),
    ...proof(finding.evidence, width - 7).map((line) => `     ${palette.faint('│')} ${line}`),
    ...group.consequences
      .slice(0, mostConsequences)
      .flatMap((sentence) => wrapped(inline(sentence), width, 3)),
    ...finding.next.map((step) =>
      'command' in step
        ? `   → ${inline(step.command)}`
        : wrapped(`→ ${inline(step.advice)}`, width, 3, 2).join('\n'),
    ),
    ...(all ? ['', ...table(pods)] : []),
  ]
}

/** The first words of the evidence; what an item before it shows is left out. */
function proof(evidence: Group['finding']['evidence'], width: number): string[] {
  const fresh = evidence.filter(({ quote, repeats }) => quote !== '' && repeats === undefined)
  return fresh.slice(0, mostEvidence).flatMap(({ quote }) => {
    const wrapped = lines(quote).flatMap((line) => wrap(line, width - 2))
    if (wrapped.length <= mostLines) return wrapped
    return [...wrapped.slice(0, mostLines - 1), `${wrapped[mostLines - 1] ?? ''} …`]
  })
}

function unexplainedLines(
  unexplained: readonly Member[],
  { width, palette, all }: ReportTextOptions,
): string[] {
  const shown = all ? unexplained : unexplained.slice(0, mostUnexplained)
  const rest = unexplained.length - shown.length
  return [
    ...wrap(`? ${counted(unexplained.length, 'pod')} without a cause that we know`, width).map(
      palette.unsure,
    ),
    ...table(shown),
    ...(rest > 0 ? [`   and ${rest} more`] : []),
    ...wrapped('→ kubectl podlife explain POD -n NAMESPACE shows what there is to see', width, 3, 2),
  ]
}

function table(members: readonly Member[]): string[] {
  return statusTable(
    members.map(({ namespace, name, owner, status, ready, restarts }) => ({
      namespace,
      name: name ?? `(no pod) ${owner ?? ''}`,
      status: status === '' ? '-' : status,
      ready: ready === '' ? '-' : ready,
      restarts: String(restarts),
    })),
  )
    .trimEnd()
    .split('\n')
    .map((line) => `   ${line}`)
}

function wrapped(text: string, width: number, indent: number, hanging = 0): string[] {
  if (text === '') return []
  return wrap(text, width - indent - hanging).map(
    (line, index) => `${' '.repeat(indent + (index === 0 ? 0 : hanging))}${line}`,
  )
}

/** `2026-11-24 02:15:00 UTC`, and how well that is known. */
export function shownAt({ takenAt, takenAtIs }: FailureReport): string {
  const about = takenAtIs === 'exact' ? '' : 'about '
  return `${about}${clock(takenAt, '')} UTC`
}
