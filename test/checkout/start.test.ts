// What runs from a checkout runs on the Node of the packages, which is looked for in the packages alone: in a folder with a space and an
// umlaut, started by whatever Node there is, with a PATH that holds a folder which may not be read.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { folder } from '../cluster/login/environment.ts'

const shell = { meta: { needs: 'a POSIX shell, which Windows lacks' } }
const made: string[] = []

afterAll(() => {
  for (const place of made) chmodSync(place, 0o755)
})

/** A checkout with nothing but what starts it; its packages hold a Node that tells what it was asked to run, or none. */
function checkout(packaged: 'a Node' | 'no Node' | 'nothing'): string {
  const root = join(realpathSync(folder()), 'my plugins ü')
  for (const name of ['scripts', 'bin', 'src']) mkdirSync(join(root, name), { recursive: true })
  for (const name of ['scripts/node.mjs', 'scripts/bundle.mjs', 'bin/kubectl-podlife', 'package.json'])
    cpSync(name, join(root, name))
  if (packaged === 'nothing') return root
  mkdirSync(join(root, 'node_modules/node-fetch'), { recursive: true })
  if (packaged === 'no Node') return root
  const node = join(root, 'node_modules/node-bin-here-x64/bin/node')
  mkdirSync(dirname(node), { recursive: true })
  writeFileSync(node, '#!/bin/sh\nfor word; do echo "<$word>"; done\nexit $STAND_IN_EXIT\n')
  chmodSync(node, 0o755)
  return root
}

/** Runs a program with a folder at the head of its PATH that may not be read, and this Node behind it. */
function run(command: string, args: string[], env: Record<string, string> = {}) {
  const closed = folder()
  chmodSync(closed, 0)
  made.push(closed)
  const PATH = [closed, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter)
  const { status, signal, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { PATH, ...env },
  })
  return { status, signal, stdout, stderr }
}

/** Makes this Node say that it is another. */
const isNode = (version: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
]

describe.skipIf(process.platform === 'win32')('the Node of the packages', shell, () => {
  test.each(['20.20.2', '26.1.0'])('runs a file, started by Node %s', (version) => {
    const root = checkout('a Node')
    const args = [...isNode(version), join(root, 'scripts/node.mjs'), 'a file.mjs', 'two words', '']
    expect(run(process.execPath, args)).toEqual({
      status: 0,
      signal: null,
      stdout: '<a file.mjs>\n<two words>\n<>\n',
      stderr: '',
    })
  })

  test('its exit code is passed on', () => {
    const args = [join(checkout('a Node'), 'scripts/node.mjs'), 'x']
    expect(run(process.execPath, args, { STAND_IN_EXIT: '7' }).status).toBe(7)
  })

  test('runs the plugin from a checkout, once it has built it', () => {
    const root = checkout('a Node')
    const { status, stdout, stderr } = run(join(root, 'bin/kubectl-podlife'), ['explain', 'my pod'])
    expect(stderr).toBe('<scripts/build.mjs>\n')
    expect(stdout).toBe(`<${root}/dist/podlife.mjs>\n<explain>\n<my pod>\n`)
    expect(status).toBe(0)
  })

  test('also through a link to it', () => {
    const root = checkout('a Node')
    const link = join(folder(), 'kubectl-podlife')
    symlinkSync(join(root, 'bin/kubectl-podlife'), link)
    expect(run(link, ['status']).stdout).toBe(`<${root}/dist/podlife.mjs>\n<status>\n`)
  })
})

describe('without it', () => {
  test('the Node that is there has to do, if it is new enough', () => {
    const root = checkout('no Node')
    const file = join(root, 'print.mjs')
    writeFileSync(file, 'console.log(process.execPath, process.argv[2]); process.exitCode = 4')
    const { stdout, status } = run(process.execPath, [join(root, 'scripts/node.mjs'), file, 'a b'])
    expect({ stdout, status }).toEqual({ stdout: `${process.execPath} a b\n`, status: 4 })
  })

  test('one sentence says what to do where it is too old', () => {
    const root = checkout('no Node')
    const args = [...isNode('22.18.0'), join(root, 'scripts/node.mjs'), 'x']
    const { stdout, stderr, status } = run(process.execPath, args)
    expect(stderr).toMatch(/^error: node_modules has no Node for .*: run 'npm ci' in .* again, or .*\n$/)
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 })
  })

  test('one sentence says that there are no packages at all', () => {
    const root = checkout('nothing')
    const { stderr, status } = run(process.execPath, [join(root, 'scripts/node.mjs'), 'x'])
    expect({ stderr, status }).toEqual({ stderr: `error: run 'npm ci' in ${root} first\n`, status: 1 })
  })

  test.skipIf(process.platform === 'win32')('the plugin from a checkout says so, too', shell, () => {
    const root = checkout('nothing')
    const { stdout, stderr, status } = run(join(root, 'bin/kubectl-podlife'), ['explain', 'x'])
    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr: `error: run 'npm ci' in ${root} first\n`,
      status: 1,
    })
  })
})

// npm puts node_modules/.bin before all else on the PATH of a script; what is there may be started by an old Node.
test('every npm script that starts a file starts it there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const others = Object.entries(scripts).filter(([, line]) =>
    line
      .replaceAll('node scripts/node.mjs', '')
      .split(/\s+/)
      .some((word) => ['node', 'vitest', 'knip', 'npx'].includes(word)),
  )
  expect(others).toEqual([])
})
