// What one answer costs, beside kubectl, on the cluster that KUBECONFIG names. Prints ratios: each run of ours is divided by the run
// of kubectl right before it, so that a busy machine weighs on both, and the median of the pairs counts.
// Measures the archive of this machine's kind (make it with `npm run package`), unpacked as a user would.
// Usage: npm run node -- scripts/bench-start.ts NAMESPACE/POD [--binary FILE] [--bundle FILE] [--pairs 21]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { archiveOf, hostTarget } from './package-targets.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    binary: { type: 'string' },
    bundle: { type: 'string', default: join(root, 'dist/podlife.mjs') },
    pairs: { type: 'string', default: '21' },
  },
})
const [namespace, pod] = positionals[0]?.split('/') ?? []
if (namespace === undefined || pod === undefined) {
  console.error(
    'usage: npm run node -- scripts/bench-start.ts NAMESPACE/POD [--binary FILE] [--bundle FILE] [--pairs N]',
  )
  process.exit(2)
}
const plugins = mkdtempSync(join(tmpdir(), 'podlife-bench-'))
const archive = join(root, 'dist/package', archiveOf(hostTarget()))
if (values.binary === undefined) spawnSync('tar', ['-xzf', archive, '-C', plugins], { stdio: 'inherit' })
else symlinkSync(resolve(values.binary), join(plugins, 'kubectl-podlife'))
const binary = join(plugins, 'kubectl-podlife')
// What kubectl itself takes before a plugin begins: no plugin can come below it.
const nothing = '/bin/true'
symlinkSync(nothing, join(plugins, 'kubectl-nothing'))
const pairs = Number(values.pairs)

interface Cost {
  readonly wall: number
  readonly cpu: number
  /** KiB at the most; NaN where the system has no way to say it. */
  readonly memory: number
}

const time = '/usr/bin/time'
const canMeasureMemory = existsSync(time) && spawnSync(time, ['-f', '%M', 'true']).status === 0

/** Runs a command once and returns what it cost, in milliseconds. Throws if it fails. */
function costOf(command: readonly string[]): Cost {
  const measured = canMeasureMemory ? [time, '-f', 'rss %M', ...command] : command
  const { stderr, status } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="times %3R %3U %3S"; time "$@" >/dev/null', 'bash', ...measured],
    {
      encoding: 'utf8',
      env,
    },
  )
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr.split('\n')[0]}`)
  const [, wall, user, system] = /times (\S+) (\S+) (\S+)/.exec(stderr) ?? []
  return {
    wall: Number(wall) * 1000,
    cpu: (Number(user) + Number(system)) * 1000,
    memory: Number(/rss (\d+)/.exec(stderr)?.[1] ?? Number.NaN),
  }
}

const env = { ...process.env, PATH: [plugins, process.env.PATH].join(delimiter) }
const names = [pod, '-n', namespace]
const describe = ['kubectl', 'describe', 'pod', ...names]
const clientVersion = ['kubectl', 'version', '--client']
const comparisons: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['explain POD : kubectl describe pod POD', [binary, 'explain', ...names], describe],
  [
    'kubectl podlife explain POD : kubectl describe pod POD',
    ['kubectl', 'podlife', 'explain', ...names],
    describe,
  ],
  ['kubectl nothing : kubectl describe pod POD', ['kubectl', 'nothing'], describe],
  ['--version : kubectl version --client', [binary, '--version'], clientVersion],
  ['--help : kubectl version --client', [binary, '--help'], clientVersion],
  [
    'explain POD, by Node with the bundle : kubectl describe pod POD',
    [process.execPath, resolve(values.bundle), 'explain', ...names],
    describe,
  ],
]

try {
  console.log(`| median of ${pairs} pairs | wall | CPU | memory | ours | kubectl |`)
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const [name, ours, theirs] of comparisons) {
    if (ours.some((word) => word.includes('podlife.mjs') && !existsSync(word))) continue
    // The first of each loads files from the disk.
    costOf(theirs)
    costOf(ours)
    const measured = Array.from({ length: pairs }, () => ({ kubectl: costOf(theirs), podlife: costOf(ours) }))
    const ratio = (field: keyof Cost): string =>
      median(measured.map(({ kubectl, podlife }) => podlife[field] / kubectl[field])).toFixed(2)
    const usual = (who: 'kubectl' | 'podlife'): string => {
      const of = (field: keyof Cost): number => median(measured.map((pair) => pair[who][field]))
      return `${of('wall').toFixed(0)} ms, CPU ${of('cpu').toFixed(0)} ms, ${(of('memory') / 1024).toFixed(0)} MiB`
    }
    console.log(
      `| ${name} | ${ratio('wall')} | ${ratio('cpu')} | ${ratio('memory')} | ${usual('podlife')} | ${usual('kubectl')} |`,
    )
  }
} finally {
  rmSync(plugins, { recursive: true })
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
