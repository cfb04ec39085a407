// Recorded situations beside the causes that claim them. A new or changed cause shows here in one diff what it claims now,
// including what it should not, and what matched only as a symptom: where a cause does not stand, it is silent. `npm run golden` writes it anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { gather } from '../../src/diagnosis/gather.ts'
import { podsFolder, readingsOf, situations } from '../pods.ts'

test('MATRIX.md says what each cause claims', async () => {
  const rows: string[] = []
  for (const situation of situations) {
    for (const pod of await readingsOf(situation)) {
      const { verdict, findings, outcome, status } = diagnose(pod)
      const stands = [verdict, ...findings]
      const folded = gather(pod)
        .gathered.map(({ finding }) => finding)
        .filter(({ cause, container }) =>
          stands.every((other) => other?.cause !== cause || other.container !== container),
        )
      const lead =
        verdict === null ? '' : `${verdict.cause}${verdict.certainty === 'likely' ? ' (likely)' : ''}`
      const cells = [
        situation,
        pod.name || '(no pod)',
        status?.word ?? '',
        outcome,
        lead,
        findings.map(({ cause }) => cause).join(', '),
        [...new Set(folded.map(({ cause }) => cause))].join(', '),
      ]
      rows.push(`| ${cells.join(' | ')} |`)
    }
  }
  const text = `# What each recorded pod is diagnosed as\n\n| situation | pod | STATUS | outcome | verdict | also found | matched, then folded |\n| --- | --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
  const path = join(podsFolder, 'MATRIX.md')
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text)
  expect(existsSync(path), 'run npm run golden').toBe(true)
  expect(text).toBe(readFileSync(path, 'utf8'))
})
