// The rules of the rooms really hold: what each may not import, use or be called is tried, in a copy.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../run/folders.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the linter says of these files, with the rules of this repository. */
async function lint(files: Record<string, string>): Promise<string> {
  const copy = temporaryFolder()
  cpSync(join(root, 'biome.json'), join(copy, 'biome.json'))
  cpSync(join(root, 'scripts/lint'), join(copy, 'scripts/lint'), { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(copy, dirname(path)), { recursive: true })
    writeFileSync(join(copy, path), text)
  }
  const { exitCode, all } = await execa(join(root, 'node_modules/.bin/biome'), ['lint', 'src'], {
    cwd: copy,
    reject: false,
    all: true,
  })
  return exitCode === 0 ? '' : all
}

test.each([
  ['pod', '../diagnosis/diagnose.ts'],
  ['pod', '../signs/exits.ts'],
  ['pod', '../words/names.ts'],
  ['words', '../pod/json.ts'],
  ['report', '../status/derive.ts'],
  ['timeline', '../status/derive.ts'],
  ['demo', '../diagnosis/diagnose.ts'],
  ['render/report', '../../causes/index.ts'],
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
  ['cluster/sweep', '../saved/load-saved.ts'],
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
  const said = await lint({
    [`src/${folder}/tried.ts`]: `import { anything } from '${target}'\n\nexport const used = anything\n`,
  })
  expect(said).toContain('noRestrictedImports')
})

test('two files may not import each other, not even types', async () => {
  const said = await lint({
    'src/pod/a.ts': "import type { b } from './b.ts'\n\nexport type a = b | null\n",
    'src/pod/b.ts': "import type { a } from './a.ts'\n\nexport type b = a | null\n",
  })
  expect(said).toContain('noImportCycles')
})

test.each([
  'words',
  'pod',
  'signs',
  'status',
  'causes/crash',
  'diagnosis',
  'timeline',
  'report',
  'render/report',
])('src/%s knows no clock, no process and no network', async (folder) => {
  const said = await lint({
    [`src/${folder}/clock.ts`]: 'export const used = Date.now()\n',
    [`src/${folder}/today.ts`]: 'export const used = new Date()\n',
    [`src/${folder}/environment.ts`]: 'export const used = process.env.HOME\n',
    [`src/${folder}/network.ts`]: "export const used = fetch('https://example.com')\n",
    [`src/${folder}/timer.ts`]: 'export const used = setTimeout(() => {}, 1)\n',
    [`src/${folder}/fine.ts`]: 'export const used = new Date(0).toISOString()\n',
  })
  for (const file of ['clock', 'today', 'environment', 'network', 'timer'])
    expect(said).toContain(`src/${folder}/${file}.ts:`)
  expect(said).not.toContain('fine.ts')
})

test('cluster/ may look at a clock, and a file is called in kebab-case', async () => {
  expect(await lint({ 'src/cluster/api/clock.ts': 'export const used = Date.now()\n' })).toBe('')
  expect(await lint({ 'src/pod/twoWords.ts': 'export const used = 1\n' })).toContain(
    'useFilenamingConvention',
  )
})
