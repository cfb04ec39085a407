// A report for a ticket.
import type { FailureReport, Group } from '../../report/failure-report.ts'
import { counted } from '../../words/names.ts'
import { code, codeCell, fenced } from '../markdown.ts'
import { inline, lines } from '../neutralise.ts'
import { shownAt } from './text.ts'
import { gapSentences, headline, otherPods, severityWords, whoIsHit } from './words.ts'

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
  const commands = finding.next.flatMap((step) => ('command' in step ? [step.command] : []))
  const advice = finding.next.flatMap((step) => ('advice' in step ? [step.advice] : []))
  return [
    `## ${number}. ${likely}${title} (${severityWords[severity]})`,
    `${code(`${shared.kind} ${shared.name}`)}: ${code(whoIsHit(group, takenAt))}`,
    code(`${sample.name === null ? '' : `${sample.namespace}/${sample.name}: `}${finding.what}`),
    fenced(evidence),
    ...group.consequences.map(code),
    ...(commands.length === 0 ? [] : [fenced(commands.map(inline), 'sh')]),
    ...(advice.length === 0 ? [] : [advice.map((step) => `- ${code(step)}`).join('\n')]),
    [
      `<details><summary>${counted(pods.length, 'pod')}</summary>`,
      '',
      '| pod | status | ready | restarts | node |',
      '| --- | --- | --- | --- | --- |',
      ...pods.map(
        ({ namespace, name, owner, status, ready, restarts, node }) =>
          `| ${[`${namespace}/${name ?? owner}`, status, ready, String(restarts), node ?? ''].map(codeCell).join(' | ')} |`,
      ),
      '',
      '</details>',
    ].join('\n'),
  ].join('\n\n')
}
