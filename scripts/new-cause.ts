// Writes the files of a new cause, with a test that fails until the cause is real.
// Usage: npm run node -- scripts/run.mjs new-cause STAGE ID "Title"
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { stages } from '../src/causes/stages.ts'

const [stage = '', id = '', title = ''] = process.argv.slice(2)
if (
  !(stages as readonly string[]).includes(stage) ||
  !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) ||
  title === ''
) {
  console.error(`usage: new-cause STAGE ID "Title"\nSTAGE is one of: ${stages.join(', ')}`)
  process.exit(2)
}

const variable = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const base = `src/causes/${stage}/${id}`
const files: [string, string][] = [
  [
    `${base}.ts`,
    `import { certain, defineCause } from '../defineCause.ts'

export const ${variable} = defineCause({
  id: '${id}',
  stage: '${stage}',
  title: '${title.replaceAll("'", "\\'")}',
  seenAs: ['Pending'],
  needs: ['pod'],

  *match(pod) {
    if (pod.reason.quote === '${id}') yield certain(null, {}, [pod.reason])
  },

  tell: () => ({
    what: '${title.replaceAll("'", "\\'")}.',
    why: '',
    next: [],
  }),
})
`,
  ],
  [
    `${base}.md`,
    `# ${title}\n\n${['What it is', 'How it looks', 'Why it happens', 'How to confirm', 'How to fix', 'When it is something else'].map((heading) => `## ${heading}\n`).join('\n')}`,
  ],
  [
    `${base}.test.ts`,
    `import { testCause } from '../../../test/causes/test-cause.ts'
import { ${variable} } from './${id}.ts'

testCause(${variable}, {
  saysItFor: ['name-a-recorded-situation'],
  staysSilentFor: ['name-a-near-miss'],
})
`,
  ],
]

for (const [file, text] of files) {
  if (existsSync(file)) {
    console.error(`${file} exists already`)
    process.exit(2)
  }
  writeFileSync(file, text)
  console.log(`wrote ${file}`)
}
const index = readFileSync('src/causes/index.ts', 'utf8')
writeFileSync(
  'src/causes/index.ts',
  index
    .replace(/(?=import type \{ Cause)/, `import { ${variable} } from './${stage}/${id}.ts'\n`)
    .replace(/(?=\] as const)/, `, ${variable}`),
)
console.log(
  'added it to src/causes/index.ts; now npm run format, and make the test fail for the right reason',
)
