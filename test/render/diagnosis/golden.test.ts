// What a person reads for every recorded situation. A change of output is reviewed as a diff of these files:
// `npm run golden` writes them anew.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../src/diagnosis/diagnose.ts'
import { readPod } from '../../../src/pod/reading.ts'
import { plain } from '../../../src/render/colour.ts'
import { renderTexts } from '../../../src/render/diagnosis/list.ts'
import { podsFolder, situations, snapshotsOf } from '../../pods.ts'

describe.each(situations)('%s', (situation) => {
  test('explain prints what is kept in expected/explain.md', async () => {
    const snapshots = await snapshotsOf(situation)
    const diagnoses = snapshots.map((snapshot) => diagnose(readPod(snapshot)))
    const text = renderTexts(diagnoses, { width: 80, palette: plain })
    const golden = `    $ kubectl podlife explain -f ${situation}\n\n\`\`\`\n${text}\`\`\`\n`
    expectKept(join(podsFolder, situation, 'expected'), 'explain.md', golden)
  })
})

function expectKept(folder: string, file: string, text: string): void {
  const path = join(folder, file)
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, text)
  }
  expect(existsSync(path), `${file} is missing: run npm run golden`).toBe(true)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
