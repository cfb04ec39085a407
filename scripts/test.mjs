// Everything that must hold, in the order of what fails fastest; ends with a line that counts.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const steps = [
  ['types', 'tsc', ['-p', '.']],
  ['lint and import rules', 'biome', ['check', '--error-on-warnings', '.']],
  ['build', 'node', ['scripts/build.mjs']],
  ['generated docs', 'node', ['scripts/run.mjs', 'generate-docs', '--check']],
  ['pictures', 'node', ['scripts/run.mjs', 'pictures', '--check']],
  [
    'unit, golden and process tests',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', '--outputFile.json=dist/test.json'],
  ],
]

let passed = 0
let failed = 0
for (const [name, command, args] of steps) {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (command === 'vitest') {
    const report = JSON.parse(readFileSync('dist/test.json', 'utf8'))
    passed += report.numPassedTests
    failed += report.numFailedTests + (status !== 0 && report.numFailedTests === 0 ? 1 : 0)
  } else if (status === 0) passed++
  else failed++
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
