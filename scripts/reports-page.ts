// docs/reports.md: what share of the public reports is answered right, and what is lacking of the others.
import { answersTo, reports, reportTruth } from '../test/reports/cases.ts'
import { judge } from '../test/reports/judge.ts'

/** The table by area, and the list of what is not right, for the generated blocks of docs/reports.md and README. */
export async function reportBlocks(): Promise<Record<'reports' | 'vague' | 'share', string>> {
  const judged = await Promise.all(
    reports.map(async (name) => {
      const truth = reportTruth(name)
      return { name, truth, ...judge(name, truth, await answersTo(name)) }
    }),
  )
  const right = judged.filter(({ grade }) => grade === 'right').length
  const wrong = judged.filter(({ grade }) => grade === 'wrong').length
  const areas = Map.groupBy(judged, ({ truth }) => truth.area)
  const rows = [...areas]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([area, of]) => `| ${area} | ${of.length} | ${of.filter(({ grade }) => grade === 'right').length} |`)
  return {
    reports: [
      '| area | reports | answered right |',
      '| --- | --- | --- |',
      ...rows,
      `| all | ${judged.length} | ${right} |`,
    ].join('\n'),
    vague:
      judged
        .filter(({ grade }) => grade !== 'right')
        .map(
          ({ name, truth, grade }) =>
            `- [${name}](../test/reports/${name}/source.md) (${truth.source}): ${grade}`,
        )
        .join('\n') || 'None of those that are kept here.',
    share: `**In the wild.** Of ${judged.length} failing pods from public reports, rebuilt as files, ${right} are answered right and ${wrong} wrong; the others get no false claim,
but less than the evidence gives. [What counts as right, by area, and how many were right when first asked](docs/reports.md).`,
  }
}
