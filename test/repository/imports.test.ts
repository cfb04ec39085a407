// The import rules of the linter really hold: an import that each room may not have is tried, in a copy.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../run/folders.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test.each([
  ['pod', '../diagnosis/diagnose.ts'],
  ['pod', '../signs/exits.ts'],
  ['pod', '../cluster/live/cluster.ts'],
  ['signs', '../causes/index.ts'],
  ['signs', '../status/derive.ts'],
  ['cluster/snapshot', '../../pod/reading.ts'],
  ['cluster/live', '../../diagnosis/diagnose.ts'],
  ['cluster/http', '../../signs/exits.ts'],
  ['cluster/login', '../http/transport.ts'],
  ['cluster/http', '../api/reads.ts'],
  ['cluster/api', '../snapshot/join.ts'],
  ['cluster/snapshot', '../live/pods.ts'],
  ['cluster/live', '../sweep/sweep.ts'],
  ['cluster/sweep', '../saved/read-saved.ts'],
  ['cluster/saved', '../watch/follower.ts'],
  ['cluster/watch', '../follow/sweep-watch.ts'],
  ['status', '../causes/index.ts'],
  ['timeline', '../diagnosis/diagnose.ts'],
  ['causes', '../diagnosis/diagnose.ts'],
  ['causes/words', '../crash/app-exit.ts'],
  ['causes/words', '../../cluster/live/cluster.ts'],
  ['causes/crash', '../image/image-tag-missing.ts'],
  ['causes/crash', './app-exit.ts'],
  ['causes/crash', '../../cluster/live/cluster.ts'],
  ['causes/crash', '../../status/derive.ts'],
  ['diagnosis', '../render/diagnosis/text.ts'],
  ['diagnosis', '../cluster/live/cluster.ts'],
  ['report', '../render/report/text.ts'],
  ['report', '../cluster/live/cluster.ts'],
  ['report', '../causes/index.ts'],
  ['render', './report/text.ts'],
  ['render/report', '../../cluster/live/cluster.ts'],
  ['render/timeline', '../report/text.ts'],
  ['render/diagnosis', '../../causes/index.ts'],
  ['commands/wait', '../why-failed/judge.ts'],
  ['commands/status', '../report/redaction.ts'],
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

test('two files may not import each other, not even types', async () => {
  const copy = temporaryFolder()
  copyFileSync(join(root, 'biome.json'), join(copy, 'biome.json'))
  mkdirSync(join(copy, 'src', 'pod'), { recursive: true })
  for (const [file, other] of [
    ['a', 'b'],
    ['b', 'a'],
  ]) {
    writeFileSync(
      join(copy, 'src', 'pod', `${file}.ts`),
      `import type { ${other} } from './${other}.ts'\n\nexport type ${file} = ${other} | null\n`,
    )
  }
  const { exitCode, all } = await execa(join(root, 'node_modules/.bin/biome'), ['lint', 'src'], {
    cwd: copy,
    reject: false,
    all: true,
  })
  expect(exitCode, all).not.toBe(0)
  expect(all).toContain('noImportCycles')
})
