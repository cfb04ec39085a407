// Texts that are kept beside what they are about, so that a change of output is reviewed as a diff.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** Compares what `command` printed with FOLDER/expected/FILE; under UPDATE_GOLDEN=1 writes it there first. */
export function expectGolden(folder: string, file: string, command: string, text: string): void {
  const golden = `    $ kubectl podlife ${command}\n\n\`\`\`\n${text}\`\`\`\n`
  const path = join(folder, 'expected', file)
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(join(folder, 'expected'), { recursive: true })
    writeFileSync(path, golden)
  }
  expect(existsSync(path), `${file} is missing: run npm run golden`).toBe(true)
  expect(golden).toBe(readFileSync(path, 'utf8'))
}
