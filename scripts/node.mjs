// Runs a file on the Node that comes with the packages, whichever Node starts this one: node scripts/node.mjs FILE [ARG…]
// npm links that Node as node_modules/.bin/node only since 11.6.2: the packages for all platforms share the name, and older versions link
// none of them. So it is looked up in the packages themselves. Where none of them serves (musl, a rare processor), the Node that runs
// this file has to do.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const packages = join(root, 'node_modules')
const program = process.platform === 'win32' ? 'node.exe' : 'node'

/** Ends with one sentence. */
function fail(sentence) {
  console.error(`error: ${sentence}`)
  process.exit(1)
}

if (!existsSync(packages)) fail(`run 'npm ci' in ${root} first`)

const packaged = readdirSync(packages)
  .filter((name) => name.startsWith('node-'))
  .map((name) => join(packages, name, 'bin', program))
  .filter((path) => existsSync(path))
const [major, minor] = process.versions.node.split('.').map(Number)
const isNewEnough = major > 22 || (major === 22 && minor >= 19)

let child
// A terminal sends SIGINT to both processes; these two may come to this one alone.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {})

start([...packaged, ...(isNewEnough ? [process.execPath] : [])])

/** Runs the file on the first of these programs that can be started, and ends as it does. */
function start([node, ...others]) {
  if (node === undefined) {
    fail(
      `node_modules has no Node for ${process.platform}-${process.arch}: run 'npm ci' in ${root} again, or put Node 22.19 or newer on the PATH (this is ${process.version})`,
    )
  }
  child = spawn(node, process.argv.slice(2), { stdio: 'inherit' })
  child.on('error', () => start(others))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
