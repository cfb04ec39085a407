// A report for a ticket.
import type { FailureReport, Group } from '../../report/failure-report.ts'
import { inline, lines } from '../neutralise.ts'
import { shownAt } from './text.ts'
import { counted, gapSentences, headline, otherPods, severityWords, whoIsHit } from './words.ts'

const mostEvidence = 5

/** The report as Markdown; text of the cluster stands in code only, so that it cannot become a link, an image or HTML. */
export function renderMarkdownReport(report: FailureReport): string {
  const { groups, unexplained, gaps, takenAt } = report
  const blocks = [
    '# Pods that fail or wait',
    [inline(headline(report)), inline(otherPods(report)), `Shown: ${shownAt(report)}.`]
      .filter(Boolean)
      .join(' '),
    ...groups.map((group, index) => groupBlock(group, index + 1, takenAt)),
    ...(unexplained.length === 0
      ? []
      : [
          `## ${counted(unexplained.length, 'pod')} without a cause that we know`,
          unexplained
            .map(
              ({ namespace, name, owner, status }) =>
                `- ${code(`${namespace}/${name ?? owner}`)} ${code(status)}`,
            )
            .join('\n'),
        ]),
    ...(gaps.length === 0
      ? []
      : [
          '## Not known',
          gapSentences(gaps)
            .map((sentence) => `- ${code(sentence)}`)
            .join('\n'),
        ]),
  ]
  return `${blocks.join('\n\n')}\n`
}

function groupBlock(group: Group, number: number, takenAt: string): string {
  const { finding, sample, severity, shared, title, pods } = group
  const likely = finding.certainty === 'likely' ? 'Likely: ' : ''
  const evidence = finding.evidence.slice(0, mostEvidence).flatMap(({ quote }) => lines(quote))
  const fence = fenceFor(evidence)
  const commands = finding.next.flatMap((step) => ('command' in step ? [step.command] : []))
  const advice = finding.next.flatMap((step) => ('advice' in step ? [step.advice] : []))
  return [
    `## ${number}. ${likely}${title} (${severityWords[severity]})`,
    `${code(`${shared.kind} ${shared.name}`)}: ${code(whoIsHit(group, takenAt))}`,
    code(`${sample.name === null ? '' : `${sample.namespace}/${sample.name}: `}${finding.what}`),
    [fence, ...evidence, fence].join('\n'),
    ...group.consequences.map(code),
    ...(commands.length === 0 ? [] : [['```sh', ...commands.map(inline), '```'].join('\n')]),
    ...(advice.length === 0 ? [] : [advice.map((step) => `- ${code(step)}`).join('\n')]),
    [
      `<details><summary>${counted(pods.length, 'pod')}</summary>`,
      '',
      '| pod | status | ready | restarts | node |',
      '| --- | --- | --- | --- | --- |',
      ...pods.map(
        ({ namespace, name, owner, status, ready, restarts, node }) =>
          `| ${[`${namespace}/${name ?? owner}`, status, ready, String(restarts), node ?? ''].map(cell).join(' | ')} |`,
      ),
      '',
      '</details>',
    ].join('\n'),
  ].join('\n\n')
}

/** A code span. Our own sentences mark names with backticks, which cannot stand inside one. */
function code(text: string): string {
  const shown = inline(text).replaceAll('`', "'")
  return shown === '' ? '' : `\`${shown}\``
}

function cell(text: string): string {
  return code(text).replaceAll('|', '\\|')
}

function fenceFor(content: readonly string[]): string {
  const longest = Math.max(
    2,
    ...content.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)),
  )
  return '`'.repeat(longest + 1)
}
