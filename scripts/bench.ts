// What `why-failed -A` costs beside `kubectl get pods -A` on the same server: wall time, the most memory, requests.
//
// Usage: KUBECONFIG=… node scripts/run.mjs bench [--runs 3] [--limit-time 0.15] [--limit-memory 0.5]
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    plugin: { type: 'string', default: 'dist/podlife.mjs' },
    'limit-time': { type: 'string', default: '0.15' },
    'limit-memory': { type: 'string', default: '0.5' },
    'only-plugin': { type: 'boolean', default: false },
  },
})

interface Cost {
  readonly seconds: number
  /** The most resident memory, in MiB. */
  readonly memory: number
  readonly code: number
  readonly output: string
}

/** Runs a program once, its output thrown away beyond the first 4000 characters. */
function run(program: string, args: readonly string[]): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let memory = 0
    let output = ''
    const look = (): void => {
      try {
        const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
        memory = Math.max(memory, Number(peak ?? 0) / 1024)
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
      resolve({ seconds: (performance.now() - started) / 1000, memory, code: code ?? -1, output })
    })
  })
}

/** The quickest run, and the most memory of any. */
async function best(program: string, args: readonly string[]): Promise<Cost> {
  const costs: Cost[] = []
  for (let count = 0; count < Number(values.runs); count += 1) costs.push(await run(program, args))
  const quickest = costs.toSorted((a, b) => a.seconds - b.seconds)[0]
  if (quickest === undefined) throw new Error('--runs must be at least 1')
  return { ...quickest, memory: Math.max(...costs.map(({ memory }) => memory)) }
}

const shown = ({ seconds, memory }: Cost): string => `${seconds.toFixed(2)} s, ${memory.toFixed(0)} MiB`

async function main(): Promise<number> {
  const plugin = await best(process.execPath, [values.plugin, 'why-failed', '-A', '-o', 'wide'])
  process.stdout.write(`why-failed -A: ${shown(plugin)}, exit ${plugin.code}\n${plugin.output}\n`)
  if (values['only-plugin']) return 0
  const kubectl = await best('kubectl', ['get', 'pods', '-A'])
  process.stdout.write(`kubectl get pods -A: ${shown(kubectl)}\n`)
  const time = plugin.seconds / kubectl.seconds
  const memory = plugin.memory / kubectl.memory
  const isGood = time <= Number(values['limit-time']) && memory <= Number(values['limit-memory'])
  process.stdout.write(
    `ratio: ${time.toFixed(3)} of the time, ${memory.toFixed(3)} of the memory: ${isGood ? 'within' : 'over'} the limits\n`,
  )
  return isGood ? 0 : 1
}

process.exitCode = await main()
