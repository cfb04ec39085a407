// A checkout in which nothing may be written: one sentence, not the trace of a bundler.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folder } from '../cluster/login/environment.ts'

let root: string

beforeAll(() => {
  root = folder()
  for (const name of ['bin', 'scripts', 'src', 'package.json'])
    cpSync(name, join(root, name), { recursive: true })
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction')
  // Modes do not bind root and mean little on Windows: there, a file is in the way.
  if (process.platform === 'win32' || process.getuid?.() === 0) writeFileSync(join(root, 'dist'), '')
  else {
    mkdirSync(join(root, 'dist'))
    chmodSync(join(root, 'dist'), 0o555)
  }
})

afterAll(() => chmodSync(join(root, 'dist'), 0o755))

test.each([
  ['build', 'scripts/build.mjs'],
  ['a script', 'scripts/run.mjs', 'truth'],
  ['npm test', 'scripts/test.mjs'],
])('%s', (_, ...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  expect(stderr).toMatch(
    /^error: cannot write .*dist.* \(E[A-Z]+\): this needs a checkout that you can write to\n$/,
  )
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
})

const shell = { meta: { needs: 'a POSIX shell, which Windows lacks' } }

test.skipIf(process.platform === 'win32')('the plugin', shell, () => {
  const { status, stdout, stderr } = spawnSync(join(root, 'bin/kubectl-podlife'), ['demo'], {
    encoding: 'utf8',
  })
  expect(stderr).toMatch(/^error: cannot write [^\n]*\n$/)
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
})
