// A new cause, in a copy of the repository: what is written passes the linter and the types, and its test fails for the one
// reason that nobody has written the cause yet.
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../run/folders.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const copy = temporaryFolder()
mkdirSync(join(copy, 'test'))
for (const path of [
  'src',
  'scripts',
  'biome.json',
  'tsconfig.json',
  'package.json',
  'vitest.config.ts',
  'test/causes',
  'test/pods.ts',
  'test/run',
  'test/reports/cases.ts',
]) {
  cpSync(join(root, path), join(copy, path), { recursive: true })
}
for (const path of ['node_modules', 'test/pods', 'docs']) symlinkSync(join(root, path), join(copy, path))

const programs = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  'new-cause': 'scripts/new-cause.ts',
} as const

/** Runs a program in the copy, on the Node that runs this: another one on the PATH may be too old. */
async function run(program: keyof typeof programs, args: readonly string[]) {
  return execa(process.execPath, [programs[program], ...args], {
    cwd: copy,
    reject: false,
    all: true,
    env: { NO_COLOR: '1' },
  })
}

async function newCause(...args: readonly string[]) {
  return run('new-cause', args)
}

const situation = 'b01-image-tag-missing'
const base = 'src/causes/creation/kettle-empty'

// One after the other: each goes on from what the one before has left.
describe('a cause that was just written', () => {
  test('has its four files', async () => {
    const before = readdirSync(join(copy, 'src'), { recursive: true }).length
    const written = await newCause('creation', 'kettle-empty', "The node's kettle is empty", situation)
    expect(written.exitCode, written.all).toBe(0)
    expect(written.all).toContain(`${base}.ts, ${base}.md, ${base}.test.ts, src/causes/index.ts`)
    expect(readdirSync(join(copy, 'src'), { recursive: true })).toHaveLength(before + 3)
  })

  test('passes the linter', async () => {
    const { exitCode, all } = await run('biome', ['check', '--error-on-warnings', 'src/causes'])
    expect(exitCode, all).toBe(0)
  })

  test('has the right types', async () => {
    // The tests of other rooms are not in the copy, nor what scripts take from them.
    writeFileSync(join(copy, 'tsconfig.src.json'), '{ "extends": "./tsconfig.json", "include": ["src"] }')
    const { exitCode, all } = await run('tsc', ['-p', 'tsconfig.src.json'])
    expect(exitCode, all).toBe(0)
  })

  test('fails its test, because the verdict is still another one', async () => {
    const { all } = await run('vitest', ['run', `${base}.test.ts`])
    expect(all).toMatch(/Tests +1 failed/)
    expect(all).toContain(`kettle-empty > is the verdict for ${situation}`)
    expect(all).toContain("expected [ 'image-tag-missing' ] to include 'kettle-empty'")
  })

  test('passes its test once it holds for the recorded pod; the catalogue asks for the rest', async () => {
    const file = join(copy, `${base}.ts`)
    const real = readFileSync(file, 'utf8')
      .replaceAll('pod.reason', 'pod.phase')
      .replace("=== 'kettle-empty'", "=== 'Pending'")
    writeFileSync(file, real)
    const { all } = await run('vitest', ['run', `${base}.test.ts`, 'test/causes/catalogue.test.ts'])
    expect(all).not.toContain(`FAIL  ${base}.test.ts`)
    expect(all).toContain(`${base}.md says nothing under these headings`)
    expect(all).toContain('npm run docs writes it there')
  })
})

describe('refuses in a sentence', () => {
  test.each([
    [['kitchen', 'kettle-cold', 'The kettle is cold', situation], 'STAGE is one of: creation, '],
    [['creation', 'kettle-cold', 'The kettle is cold'], 'usage: npm run new-cause'],
    [['creation', 'KettleCold', 'The kettle is cold', situation], 'KettleCold is not kebab-case'],
    [['creation', 'kettle-cold', 'the kettle is cold.', situation], 'The title begins with a capital letter'],
    [['creation', 'kettle-cold', 'The kettle is cold', 'kettle'], 'test/pods/kettle is no recorded pod'],
    [
      ['startup', 'quota-exceeded', 'The kettle is cold', situation],
      'src/causes/creation/quota-exceeded.ts exists already',
    ],
  ])('%j', async (args, sentence) => {
    const { exitCode, all } = await newCause(...args)
    expect(exitCode).toBe(2)
    expect(all).toContain(sentence)
    expect(all).not.toContain('    at ')
  })
})
