// The figures in README that are counted from test/pods and the catalogue of causes.
import { readdirSync, readFileSync } from 'node:fs'
import pages from 'pages:causes'
import { causes } from '../src/causes/index.ts'

/** The blocks of README by name. */
export function readmeFigures(): Record<string, string> {
  const truths = readdirSync('test/pods', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(
      ({ name }) => JSON.parse(readFileSync(`test/pods/${name}/truth.json`, 'utf8')) as { healthy: boolean },
    )
  const healthy = truths.filter((truth) => truth.healthy).length
  const recorded = pages.filter(({ text }) => /^Recorded: `[^`]+`/m.test(text)).length
  return {
    verdicts: `**Verdicts.** \`test/pods\` has ${truths.length} recorded situations from real clusters (Kubernetes 1.30, 1.34 and 1.36): failing pods of ${recorded} causes, and
${healthy} healthy ones that look suspicious. What a right verdict must name was written down by who made each. All are named right, and no healthy
pod is accused; [the matrix](test/pods/MATRIX.md) shows them all.`,
    limits: `- ${recorded} of the ${causes.length} [causes](docs/causes.md) are shown by a recorded pod; the pages of the others name the source that their texts are from.`,
  }
}
