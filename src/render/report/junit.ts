// A report as JUnit XML, for the test view of a CI system: one suite for each namespace, one case for each workload.
import type { FailureReport, Group, Member } from '../../report/failure-report.ts'
import { inline, lines } from '../neutralise.ts'
import { gapSentences, headline } from './words.ts'

interface Case {
  readonly member: Member
  readonly group: Group | null
}

/** The report as JUnit XML. A workload that fails or waits is a failed case, as JUnit calls what has not passed; a case that could not be read is an error, not a success. */
export function renderJUnitReport(report: FailureReport): string {
  const cases: Case[] = [
    ...report.groups.flatMap((group) => group.pods.map((member) => ({ member, group }))),
    ...report.unexplained.map((member) => ({ member, group: null })),
  ]
  const suites = [...Map.groupBy(cases, ({ member }) => member.namespace)].sort(([a], [b]) =>
    a.localeCompare(b),
  )
  const bodies = suites.map(([namespace, of]) => suite(namespace, of))
  const { totals, gaps } = report
  const well = totals.pods - totals.failing - totals.unexplained
  const missing = gaps.map(({ source }, index) => {
    const says = attribute(gapSentences(gaps.slice(index, index + 1))[0] ?? '')
    return `    <testcase classname="not known" name="${attribute(source)}"><error message="${says}"/></testcase>`
  })
  const total = cases.length + missing.length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="kubectl podlife why-failed" tests="${total}" failures="${cases.length}" errors="${missing.length}">`,
    `  <properties><property name="summary" value="${attribute(headline(report))}"/><property name="pods that neither fail nor wait" value="${well}"/></properties>`,
    ...bodies,
    ...(missing.length === 0
      ? []
      : [
          `  <testsuite name="not known" tests="${missing.length}" failures="0" errors="${missing.length}">`,
          ...missing,
          '  </testsuite>',
        ]),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(namespace: string, cases: readonly Case[]): string {
  return [
    `  <testsuite name="${attribute(namespace)}" tests="${cases.length}" failures="${cases.length}" errors="0">`,
    ...cases.map(testCase),
    '  </testsuite>',
  ].join('\n')
}

function testCase({ member, group }: Case): string {
  const { namespace, name, owner, status, what } = member
  const classname = `${namespace}.${owner ?? 'Pod'}`
  const message = group === null ? `No cause that we know: STATUS ${status}` : what
  const proof = group === null ? [] : proofOf(group, member)
  return [
    `    <testcase classname="${attribute(classname)}" name="${attribute(name ?? 'no pod')}">`,
    `      <failure type="${attribute(member.cause ?? 'unknown')}" message="${attribute(message)}">${proof.map(content).join('\n')}</failure>`,
    '    </testcase>',
  ].join('\n')
}

/** The evidence of the group, which is that of one member: under another one it says whose it is. */
function proofOf({ finding, sample }: Group, member: Member): string[] {
  const quotes = finding.evidence.flatMap(({ quote }) => lines(quote))
  const isOwn =
    sample.namespace === member.namespace && sample.name === member.name && sample.owner === member.owner
  if (isOwn || quotes.length === 0) return quotes
  const whose = `${sample.namespace}/${sample.name ?? sample.owner ?? ''}`
  return [`The same trouble, as ${inline(whose)} shows it:`, ...quotes]
}

function attribute(text: string): string {
  return content(inline(text))
}

// What is not allowed in XML at all was made visible before.
function content(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
