// The import rules of the linter really hold: each folder that may not reach another is tried, in a copy.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { temporaryFolder } from './run/folders.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

test.each([
  ['pod', '../diagnosis/diagnose.ts'],
  ['pod', '../cluster/live.ts'],
  ['cluster', '../pod/reading.ts'],
  ['cluster', '../diagnosis/diagnose.ts'],
  ['status', '../causes/index.ts'],
  ['causes/crash', '../image/image-tag-missing.ts'],
  ['causes/crash', './app-exit.ts'],
  ['causes/crash', '../../cluster/live.ts'],
  ['causes/crash', '../../status/derive.ts'],
  ['diagnosis', '../render/text.ts'],
  ['diagnosis', '../cluster/live.ts'],
  ['report', '../render/text.ts'],
  ['report', '../cluster/live.ts'],
  ['render', '../cluster/live.ts'],
  ['render', '../causes/index.ts'],
])('src/%s may not import %s', async (folder, target) => {
  const copy = temporaryFolder()
  copyFileSync(join(root, 'biome.json'), join(copy, 'biome.json'))
  mkdirSync(join(copy, 'src', folder), { recursive: true })
  writeFileSync(
    join(copy, 'src', folder, 'tried.ts'),
    `import { anything } from '${target}'\n\nexport const used = anything\n`,
  )
  const { exitCode, all } = await execa(join(root, 'node_modules/.bin/biome'), ['lint', 'src'], {
    cwd: copy,
    reject: false,
    all: true,
  })
  expect(exitCode, all).not.toBe(0)
  expect(all).toContain('noRestrictedImports')
})
