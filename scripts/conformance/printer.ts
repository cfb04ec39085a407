// Builds the API server's own printer for a version of Kubernetes, and asks it for the cells of pods.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from './cache.ts'
import { CannotCompare } from './cannot-compare.ts'
import type { Pod } from './parts.ts'

// Two levels up are the root both from here and from the bundle of scripts/conformance.ts.
const source = fileURLToPath(new URL('./printer/main.go', import.meta.url))

/** The three cells, as printed. */
export interface Cells {
  readonly status: string
  readonly ready: string
  readonly restarts: string
}

/**
 * Builds the printer of a version such as "1.34.2" unless it is built already, and returns the path of the program.
 * Throws `CannotCompare` without Go, for a version that does not exist, and when it does not compile.
 */
export function buildPrinter(version: string, say: (text: string) => void): string {
  if (!/^1\.\d+\.\d+$/.test(version)) {
    throw new CannotCompare(`"${version}" is not a released version of Kubernetes such as 1.34.2`)
  }
  const digest = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 12)
  const folder = cacheFolder('printer', `${version}-${digest}`)
  const program = join(folder, process.platform === 'win32' ? 'printer.exe' : 'printer')
  if (existsSync(program)) return program

  say(`Building the printer of Kubernetes ${version} (once; up to some minutes) …`)
  mkdirSync(folder, { recursive: true })
  const download = go(folder, ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`])
  const { GoMod } = JSON.parse(download) as { GoMod: string }
  writeFileSync(join(folder, 'go.mod'), goMod(version, readFileSync(GoMod, 'utf8')))
  copyFileSync(source, join(folder, 'main.go'))
  go(folder, ['build', '-mod=mod', '-trimpath', '-buildvcs=false', '-o', program, '.'])
  return program
}

/**
 * The module of the printer. k8s.io/kubernetes requires its staging modules (k8s.io/api and so on) at v0.0.0, which means
 * those of its own source tree; they are released as v0.MINOR.PATCH.
 */
function goMod(version: string, upstream: string): string {
  const staging = new Set(Array.from(upstream.matchAll(/(k8s\.io\/[a-z-]+) v0\.0\.0\s/g), ([, name]) => name))
  const released = version.replace(/^1\./, 'v0.')
  return [
    'module podlife.test/printer',
    'go 1.25', // testing/synctest
    `require k8s.io/kubernetes v${version}`,
    ...Array.from(staging, (name) => `replace ${name} => ${name} ${released}`),
    '',
  ].join('\n')
}

/** Runs go in a folder and returns what it prints. */
function go(folder: string, args: string[]): string {
  const env = { ...process.env, GOWORK: 'off', CGO_ENABLED: '0' }
  const { error, status, stdout, stderr } = spawnSync('go', args, { cwd: folder, env, encoding: 'utf8' })
  if (error !== undefined) {
    throw new CannotCompare(
      "Go 1.25 or newer is needed to build the API server's own printer, and cannot be started here.",
    )
  }
  if (status !== 0) throw new CannotCompare(`go ${args[0]} failed in ${folder}\n${stderr}${stdout}`)
  return stdout
}

/** What the printer at `program` prints for each pod when its clock stands at `now` (RFC 3339). */
export function printPods(program: string, pods: readonly Pod[], now: string): Cells[] {
  const input = pods.map((pod) => `${JSON.stringify(pod)}\n`).join('')
  const run = spawnSync(program, [now], { input, encoding: 'utf8', maxBuffer: Number.POSITIVE_INFINITY })
  if (run.error !== undefined) throw run.error
  if (run.status !== 0) throw new CannotCompare(`The printer failed: ${run.stderr}`)
  const cells = run.stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Cells]))
  if (cells.length !== pods.length) {
    throw new CannotCompare(`The printer was given ${pods.length} pods and printed ${cells.length}`)
  }
  return cells
}
