// Writes what is generated in the documentation; with --check it only compares, and fails where something is out of date.
// Whole files: docs/causes.md, docs/statuses.md, docs/commands. Blocks between <!-- generated: NAME --> and <!-- end --> in other pages.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import pages from 'pages:causes'
import { causes } from '../src/causes/index.ts'
import { stages } from '../src/causes/stages.ts'
import { loadCommands } from '../src/commands/plugin.ts'
import { words } from '../src/status/dictionary.ts'
import { commandPages } from './command-pages.ts'
import { dictionaryMarkdown } from './dictionary-page.ts'
import { readmeFigures } from './readme-figures.ts'
import { reportBlocks } from './reports-page.ts'
import { walkThrough } from './walk-through.ts'

const check = process.argv.includes('--check')
const stale: string[] = []

function keep(path: string, text: string): void {
  const before = (() => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  })()
  if (before === text) return
  if (check) stale.push(path)
  else writeFileSync(path, text)
}

/** Replaces the generated blocks of a page. Throws when the page has no such block. */
function keepBlocks(path: string, blocks: Record<string, string>): void {
  let text = readFileSync(path, 'utf8')
  for (const [name, block] of Object.entries(blocks)) {
    const start = `<!-- generated: ${name} -->`
    const from = text.indexOf(start)
    const to = text.indexOf('<!-- end -->', from)
    if (from === -1 || to === -1) throw new Error(`${path} has no block "${name}"`)
    text = `${text.slice(0, from + start.length)}\n${block.trimEnd()}\n${text.slice(to)}`
  }
  keep(path, text)
}

function causesPage(): string {
  const sections = stages.flatMap((stage) => {
    const ofStage = causes.filter((cause) => cause.stage === stage).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    if (ofStage.length === 0) return []
    const rows = ofStage.map(({ id, title, seenAs, needs }) => {
      const page = pages.find(({ name }) => name === `${stage}/${id}`)?.text ?? ''
      const recorded = /^Recorded: `([^`]+)`/m.exec(page)?.[1]
      const shown =
        recorded === undefined ? '' : `[${recorded}](../test/pods/${recorded}/expected/explain.md)`
      const seen = seenAs.map((word) => `\`${word}\``).join(' ')
      return `| [${id}](../src/causes/${stage}/${id}.md) | ${title} | ${seen} | ${needs.join(', ')} | ${shown} |`
    })
    return [
      `## ${stage}`,
      '',
      '| cause | what it says | seen as | read from | recorded |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ]
  })
  return [
    '# The causes we know',
    '',
    `${causes.length} causes, in the order of a pod's life. Each has a page: what it is, how it looks, why it happens, how to confirm it, how to`,
    'fix it, and when it is something else. This list is generated (`npm run docs`).',
    '',
    ...sections,
  ].join('\n')
}

keep('docs/causes.md', causesPage())
keep('docs/statuses.md', dictionaryMarkdown(words()))
const pagesOfCommands = commandPages(await loadCommands())
mkdirSync('docs/commands', { recursive: true })
for (const [name, text] of pagesOfCommands) keep(`docs/commands/${name}`, text)
for (const name of readdirSync('docs/commands').filter((file) => !pagesOfCommands.has(file))) {
  if (check) stale.push(`docs/commands/${name} (of no command)`)
  else rmSync(`docs/commands/${name}`)
}
const blocks = await walkThrough()
keepBlocks('docs/ARCHITECTURE.md', blocks)
const { share, ...ofReports } = await reportBlocks()
keepBlocks('docs/reports.md', ofReports)
keepBlocks('README.md', { ...readmeFigures(), share })
if (stale.length > 0) {
  console.error(`out of date: ${stale.join(', ')}. Run npm run docs.`)
  process.exit(1)
}
