// A report as one row for each group, for reading across.
import type { FailureReport, Member } from '../../report/failure-report.ts'
import { clock } from '../../words/clock.ts'
import { inline } from '../neutralise.ts'
import { pad } from '../wrap.ts'
import { gapSentences, headline, some } from './words.ts'

const headings = ['HARM', 'CAUSE', 'PODS', 'OWNERS', 'NAMESPACES', 'NODES', 'SINCE', 'SHARED']

/** The groups as a table, what is unexplained as its last row, with a newline at the end. */
export function renderWideReport(report: FailureReport): string {
  const rows = report.groups.map((group) => [
    group.severity,
    group.cause,
    pods(group.pods),
    String(group.owners.length),
    some(group.namespaces, 2),
    group.nodes.length === 0 ? '<none>' : some(group.nodes, 2),
    group.since === null ? '<unknown>' : clock(group.since, report.takenAt),
    `${group.shared.kind} ${group.shared.name}`,
  ])
  const { unexplained, gaps } = report
  if (unexplained.length > 0) {
    const namespaces = [...new Set(unexplained.map(({ namespace }) => namespace))].sort()
    const owners = new Set(unexplained.map(({ namespace, owner, name }) => `${namespace}/${owner ?? name}`))
    rows.push(['?', '<unknown>', pods(unexplained), String(owners.size), some(namespaces, 2), '', '', ''])
  }
  const cells = [headings, ...rows.map((row) => row.map(inline))]
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const table =
    rows.length === 0
      ? []
      : cells.map((row) =>
          row
            .map((cell, i) => pad(cell, widths[i] ?? 0))
            .join('   ')
            .trimEnd(),
        )
  const missing = gapSentences(gaps).map((sentence) => `not known: ${inline(sentence)}`)
  return `${[...table, headline(report), ...missing].join('\n')}\n`
}

/** How many there are; a workload without pods is none. */
function pods(members: readonly Member[]): string {
  return String(members.filter(({ name }) => name !== null).length)
}
