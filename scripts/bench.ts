// What `why-failed -A` costs beside `kubectl get pods -A` on the same server: wall time, the most memory, requests.
// Each run of ours is divided by the run of kubectl right after it, and the median of the pairs counts.
//
// Usage: KUBECONFIG=… npm run node -- scripts/run.mjs bench [--pairs 5] [--binary FILE] [--limit-time 0.15] [--limit-memory 0.5] [--only-plugin]
// Measures the program that `npm run package` makes for this machine; with --binary dist/podlife.mjs the bundle under Node.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { executableOf, hostTarget } from './package-targets.ts'

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '5' },
    binary: { type: 'string' },
    'limit-time': { type: 'string', default: '0.15' },
    'limit-memory': { type: 'string', default: '0.5' },
    'only-plugin': { type: 'boolean', default: false },
  },
})

interface Cost {
  readonly seconds: number
  /** The most resident memory, in MiB. */
  readonly memory: number
  /** Requests that the server counted; NaN where it does not say. */
  readonly requests: number
  readonly output: string
}

/** Runs a program once, its output thrown away beyond the first 4000 characters. Throws if it fails. */
function run(program: string, args: readonly string[]): Promise<Omit<Cost, 'requests'>> {
  return new Promise((settle, reject) => {
    const started = performance.now()
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let memory = 0
    let output = ''
    const look = (): void => {
      try {
        const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
        // The last one counts: before the program has been loaded, it is that of this script.
        if (peak !== undefined) memory = Number(peak) / 1024
      } catch {
        // It has ended.
      }
    }
    const timer = setInterval(look, 10)
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      look()
      if (output.length < 4000) output += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(timer)
      if (code !== 0) reject(new Error(`${program} ended with ${code}`))
      else settle({ seconds: (performance.now() - started) / 1000, memory, output })
    })
  })
}

/** How many requests the server has answered so far, by its own count. */
async function answered(): Promise<number> {
  let metrics = ''
  await new Promise<void>((settle, reject) => {
    const child = spawn('kubectl', ['get', '--raw', '/metrics'], { stdio: ['ignore', 'pipe', 'ignore'] })
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      metrics += text
    })
    child.on('error', reject)
    child.on('close', () => settle())
  })
  const counts = [
    ...metrics.matchAll(/^apiserver_request_total\{[^}]*verb="(?:GET|LIST|CONNECT)"[^}]*\} (\S+)$/gm),
  ]
  return counts.length === 0 ? Number.NaN : counts.reduce((sum, [, count]) => sum + Number(count), 0)
}

async function costOf(program: string, args: readonly string[]): Promise<Cost> {
  const before = await answered()
  const cost = await run(program, args)
  // The server counts the question for its counts, too.
  return { ...cost, requests: (await answered()) - before - 1 }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

const shown = (costs: readonly Cost[]): string =>
  `${median(costs.map(({ seconds }) => seconds)).toFixed(2)} s, ${median(costs.map(({ memory }) => memory)).toFixed(0)} MiB, ${median(costs.map(({ requests }) => requests))} requests`

/** The program to run, and what comes before its arguments. */
function plugin(): readonly [string, ...string[]] {
  const target = hostTarget()
  const packaged = join('dist/package', target.name, executableOf(target))
  const binary = values.binary ?? packaged
  if (!existsSync(binary)) throw new Error(`there is no ${binary}: make it with npm run package`)
  return binary.endsWith('js') ? [process.execPath, binary] : [resolve(binary)]
}

async function main(): Promise<number> {
  const [program, ...before] = plugin()
  const ours: Cost[] = []
  const theirs: Cost[] = []
  for (let pair = 0; pair < Number(values.pairs); pair += 1) {
    ours.push(await costOf(program, [...before, 'why-failed', '-A']))
    if (!values['only-plugin']) theirs.push(await costOf('kubectl', ['get', 'pods', '-A']))
  }
  process.stdout.write(`${ours[0]?.output.split('\n').slice(0, 2).join('\n')}\n`)
  process.stdout.write(`why-failed -A: ${shown(ours)}\n`)
  if (values['only-plugin']) return 0
  process.stdout.write(`kubectl get pods -A: ${shown(theirs)}\n`)
  const ratio = (of: 'seconds' | 'memory'): number =>
    median(ours.map((cost, pair) => cost[of] / (theirs[pair]?.[of] ?? Number.NaN)))
  const [time, memory] = [ratio('seconds'), ratio('memory')]
  const isGood = time <= Number(values['limit-time']) && memory <= Number(values['limit-memory'])
  process.stdout.write(
    `ratio: ${time.toFixed(3)} of the time, ${memory.toFixed(3)} of the memory: ${isGood ? 'within' : 'over'} the limits\n`,
  )
  return isGood ? 0 : 1
}

process.exitCode = await main()
