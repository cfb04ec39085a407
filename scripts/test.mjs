// Everything that must hold, in the order of what fails fastest; ends with a line that counts.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { closing } from './test-count.ts'
import { mustBeWritable } from './writable.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const report = 'dist/test.json'
const steps = [
  ['types', 'node_modules/typescript/bin/tsc', '-p', '.'],
  ['lint and import rules', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['build', 'scripts/build.mjs'],
  ['generated docs', 'scripts/run.mjs', 'generate-docs', '--check'],
  ['pictures', 'scripts/run.mjs', 'pictures', '--check'],
]
const tests = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--configLoader=native',
  '--reporter=default',
  '--reporter=json',
]

/** Runs a file on the Node of the packages, which runs this one, and tells whether all was well. */
function succeeds(name, ...args) {
  console.log(`\n== ${name}`)
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0
}

mustBeWritable(report)
rmSync(report, { force: true })
const results = steps.map(([name, ...args]) => succeeds(name, ...args))
const isRight = succeeds('unit, golden and process tests', ...tests, `--outputFile.json=${report}`)
const counted = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, testResults: [] }
const { lines, failed } = closing(results, isRight, counted)
console.log(`\n${lines.join('\n')}`)
process.exitCode = failed === 0 ? 0 : 1
