// Writes the three files of a new cause and its two lines in src/causes/index.ts. Its test fails until the cause holds for the
// recorded pod. Usage: npm run new-cause -- STAGE ID "Title" SITUATION
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type Stage, stages } from '../src/causes/stages.ts'

const outline = [
  'What it is',
  'How it looks',
  'Why it happens',
  'How to confirm',
  'How to fix',
  'When it is something else',
]

interface NewCause {
  readonly stage: Stage
  /** A kebab-case noun, such as `image-tag-missing`. */
  readonly id: string
  /** The name of its export, such as `imageTagMissing`. */
  readonly variable: string
  readonly title: string
  /** A folder of test/pods that shows it. */
  readonly situation: string
}

/** Ends the program with one sentence. */
function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

function parse([stage, id = '', title = '', situation = '', ...more]: readonly string[]): NewCause {
  const known = stages.find((name) => name === stage)
  if (known === undefined || situation === '' || more.length > 0) {
    refuse(`usage: npm run new-cause -- STAGE ID "Title" SITUATION\nSTAGE is one of: ${stages.join(', ')}`)
  }
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
    refuse(`${id} is not kebab-case, such as image-tag-missing`)
  if (!/^[A-Z].*[^.]$/.test(title)) {
    refuse(
      'The title begins with a capital letter and has no full stop: "The registry has no such image or tag"',
    )
  }
  if (!existsSync(`test/pods/${situation}/truth.json`)) refuse(`test/pods/${situation} is no recorded pod`)
  const variable = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  return { stage: known, id, variable, title, situation }
}

/** The STATUS words under which its recorded pod was met. */
function statusesOf(situation: string): string[] {
  const truth = JSON.parse(readFileSync(`test/pods/${situation}/truth.json`, 'utf8')) as {
    statuses: string[]
  }
  return truth.statuses.map((status) => (/^Init:\d/.test(status) ? 'Init' : status))
}

function causeFile({ stage, id, variable, title, situation }: NewCause): string {
  return `import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const ${variable} = defineCause({
  id: '${id}',
  stage: '${stage}',
  title: ${JSON.stringify(title)},
  seenAs: ${JSON.stringify(statusesOf(situation))},
  needs: ['pod'],

  *match(pod) {
    // What to look for instead: no pod has the id of a cause as its reason.
    if (pod.reason.value === '${id}') yield certain(null, {}, [pod.reason])
  },

  describe: (_facts, { pod, namespace }) => ({
    what: ${JSON.stringify(`${title}.`)},
    why: '',
    next: [kubectl\`describe pod \${pod} -n \${namespace}\`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
`
}

function pageFile({ title, situation }: NewCause): string {
  const sections = outline.map((heading) =>
    heading === 'How it looks' ? `## ${heading}\n\nRecorded: \`${situation}\`\n` : `## ${heading}\n`,
  )
  return `# ${title}\n\n${sections.join('\n')}`
}

function testFile({ id, variable, situation }: NewCause): string {
  return `import { testCause } from '../../../test/causes/test-cause.ts'
import { ${variable} } from './${id}.ts'

testCause(${variable}, {
  saysItFor: ['${situation}'],
  staysSilentFor: {},
})
`
}

/** The index with the import and the entry of one more cause, the entry before the first that sorts after it. */
function indexWith(index: string, { stage, id, variable }: NewCause): string {
  const lines = index.split('\n')
  const start = lines.indexOf('const all = [')
  const end = lines.indexOf('] as const')
  const at = lines.findIndex((line, place) => place > start && place < end && line.trim() > `${variable},`)
  lines.splice(at === -1 ? end : at, 0, `  ${variable},`)
  // The formatter puts the import where it belongs.
  lines.splice(1, 0, `import { ${variable} } from './${stage}/${id}.ts'`)
  return lines.join('\n')
}

const cause = parse(process.argv.slice(2))
const base = `src/causes/${cause.stage}/${cause.id}`
const index = 'src/causes/index.ts'
const files: readonly (readonly [path: string, text: string])[] = [
  [`${base}.ts`, causeFile(cause)],
  [`${base}.md`, pageFile(cause)],
  [`${base}.test.ts`, testFile(cause)],
]
for (const stage of stages) {
  const taken = `src/causes/${stage}/${cause.id}.ts`
  if (existsSync(taken)) refuse(`${taken} exists already`)
}
for (const [path, text] of files) writeFileSync(path, text)
writeFileSync(index, indexWith(readFileSync(index, 'utf8'), cause))
const biome = 'node_modules/@biomejs/biome/bin/biome'
const { status } = spawnSync(
  process.execPath,
  [biome, 'check', '--write', `${base}.ts`, `${base}.test.ts`, index],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
if (status !== 0) refuse('The files were written, and biome could not format them: run npm run format')
console.log(`Wrote ${[...files.map(([path]) => path), index].join(', ')}.
Now ${base}.test.ts fails until the cause is the verdict for ${cause.situation}:
  npm run vitest -- ${base}.test.ts
Then write its page, and run npm run docs and npm run golden. What is still missing, this says:
  npm run vitest -- test/causes/catalogue.test.ts`)
