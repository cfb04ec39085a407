// The catalogue is whole: each failure says which file is missing, or what is wrong in which file.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { causes } from '../../src/causes/index.ts'
import { stages } from '../../src/causes/stages.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { lookUp } from '../../src/status/dictionary.ts'
import { readingsOf, situations } from '../pods.ts'

const root = fileURLToPath(new URL('../../src/causes/', import.meta.url))

const outline = [
  'What it is',
  'How it looks',
  'Why it happens',
  'How to confirm',
  'How to fix',
  'When it is something else',
]

const listed = readFileSync(new URL('../../docs/causes.md', import.meta.url), 'utf8')

/** The causes that are the verdict of a pod of this situation. */
async function verdictsOf(situation: string): Promise<(string | undefined)[]> {
  return (await readingsOf(situation)).map((pod) => diagnose(pod).verdict?.cause)
}

test('the folders of src/causes are the stages, and the words that causes share', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual([...stages, 'words'].sort())
})

test('every file of a stage is a cause in src/causes/index.ts, its page or its test', () => {
  const ids = new Set<string>(causes.map(({ id }) => id))
  const strays = stages.flatMap((stage) =>
    readdirSync(root + stage)
      .filter((file) => !ids.has(file.replace(/\.(?:test\.ts|ts|md)$/, '')))
      .map((file) => `src/causes/${stage}/${file} belongs to no cause in src/causes/index.ts`),
  )
  expect(strays).toEqual([])
})

// What several causes share, and a timeline, have words of their own that are spelled like some ids.
test.each(['cluster', 'commands', 'diagnosis', 'pod', 'render/report', 'report'])(
  'src/%s names no cause: what is special about one is a field of it',
  (room) => {
    const folder = fileURLToPath(new URL(`../../src/${room}/`, import.meta.url))
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    expect(files).not.toEqual([])
    const named = files.flatMap((file) => {
      const text = readFileSync(folder + file, 'utf8')
      return causes
        .filter(({ id }) => text.includes(`'${id}'`))
        .map(({ id }) => `src/${room}/${file} names ${id}`)
    })
    expect(named).toEqual([])
  },
)

test('ids are unique kebab-case nouns', () => {
  const ids = causes.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
})

describe.each(causes.map((cause) => [cause.id, cause] as const))('%s', (id, cause) => {
  const base = `${cause.stage}/${id}`

  test('has its four parts', () => {
    for (const file of [`${base}.ts`, `${base}.md`, `${base}.test.ts`]) {
      expect(existsSync(root + file), `create src/causes/${file}`).toBe(true)
    }
    expect(readFileSync(`${root}${base}.ts`, 'utf8'), `src/causes/${base}.ts must define it`).toContain(
      `id: '${id}'`,
    )
    expect(
      readFileSync(`${root}${base}.test.ts`, 'utf8'),
      `src/causes/${base}.test.ts must test it`,
    ).toContain(`from './${id}.ts'`)
  })

  test('has a page with the outline, and names a recorded pod that has it as verdict', async () => {
    expect(existsSync(`${root}${base}.md`), `create src/causes/${base}.md`).toBe(true)
    const page = readFileSync(`${root}${base}.md`, 'utf8')
    expect(page.split('\n', 1)[0], `src/causes/${base}.md begins with its title`).toBe(`# ${cause.title}`)
    expect(
      [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]),
      `the headings of src/causes/${base}.md`,
    ).toEqual(outline)
    const empty = [...page.matchAll(/^## (.+)\n\s*(?=^## |(?![\s\S]))/gm)].map((match) => match[1])
    expect(empty, `src/causes/${base}.md says nothing under these headings`).toEqual([])
    const recorded = /^Recorded: `([^`]+)`/m.exec(page)?.[1]
    if (recorded === undefined) {
      expect(page, `src/causes/${base}.md says which recorded pod shows it, or why none can`).toMatch(
        /^Not recorded: .{20,}/m,
      )
    } else {
      expect(situations, `test/pods/${recorded} is missing`).toContain(recorded)
      expect(await verdictsOf(recorded), `the verdict of test/pods/${recorded}`).toContain(id)
    }
  })

  test('stands in docs/causes.md', () => {
    const row = `| [${id}](../src/causes/${base}.md) | ${cause.title} |`
    // The page itself is left out of the failure: it is long.
    expect(listed.includes(row), `npm run docs writes it there: ${row}`).toBe(true)
  })

  test('is seen under words that the dictionary knows', () => {
    for (const word of cause.seenAs) {
      expect(
        'found' in lookUp(word === 'Init' ? 'Init:0/1' : word),
        `src/status/words needs a page for ${word}`,
      ).toBe(true)
    }
  })

  test('explains only causes and stages that exist', () => {
    const known = new Set<string>([...stages, ...causes.map((other) => other.id)])
    for (const explained of cause.explains ?? [])
      expect(known, `${base}.ts explains ${explained}`).toContain(explained)
  })
})

test('no two causes explain each other, not even by way of others', () => {
  const explained = (id: string): string[] =>
    (causes.find((cause) => cause.id === id)?.explains ?? []).flatMap((symptom) =>
      (stages as readonly string[]).includes(symptom)
        ? causes.filter((cause) => cause.stage === symptom).map((cause) => cause.id)
        : [symptom],
    )
  const circles = causes.filter(({ id }) => {
    const seen = new Set<string>()
    const open = explained(id)
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === id) return true
      if (!seen.has(next)) {
        seen.add(next)
        open.push(...explained(next))
      }
    }
    return false
  })
  expect(circles.map(({ id }) => id)).toEqual([])
})
