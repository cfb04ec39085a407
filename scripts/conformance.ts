// Entry of `npm run conformance`: see scripts/conformance/README.md.
import { parseArgs } from 'node:util'
import { CannotCompare } from './conformance/cannot-compare.ts'
import { type Options, run } from './conformance/run.ts'

/** One version for each era of the server's printer. */
const eras = '1.21.14,1.25.16,1.27.16,1.30.14,1.34.2,1.36.4'
const usage = `usage: npm run conformance -- [OPTION…]
  --versions LIST  ask the printers of these versions of Kubernetes (default ${eras}; with --cases, none)
  --count N        number of generated pods (default 10000)
  --seed N         other seeds make other pods (default 1)
  --now TIME       the server's clock (default 2026-11-01T12:00:00Z)
  --cases FOLDER   check the files VERSION.jsonl[.gz] in this folder: one {"pod", "expected"} a line; needs no Go
  --peers          give the same pods to other implementations from npm`

/** Reads the options of the command line; throws a sentence for the user in a TypeError, as `parseArgs` does. */
function readOptions(): Options {
  const text = { type: 'string' } as const
  const options = {
    versions: text,
    count: text,
    seed: text,
    now: text,
    cases: text,
    peers: { type: 'boolean' },
  } as const
  const { values } = parseArgs({ options })
  const named = values.versions ?? (values.cases === undefined ? eras : '')
  const versions = named.split(',').filter((version) => version !== '')
  const count = Number(values.count ?? 10_000)
  const seed = Number(values.seed ?? 1)
  const now = values.now ?? '2026-11-01T12:00:00Z'
  if (versions.length === 0 && values.cases === undefined) throw new TypeError('--versions names no version')
  if (!Number.isInteger(count) || count < 1) throw new TypeError('--count takes a number of pods')
  if (!Number.isInteger(seed)) throw new TypeError('--seed takes a whole number')
  if (Number.isNaN(Date.parse(now))) throw new TypeError('--now takes a time such as 2026-11-01T12:00:00Z')
  return {
    versions,
    count,
    seed,
    now,
    cases: values.cases ?? null,
    peers: values.peers ?? false,
  }
}

/** The exit code: 0 all cells were equal, 1 some differ, 2 nothing could be compared. */
async function main(): Promise<number> {
  let options: Options
  try {
    options = readOptions()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(`error: ${error.message}\n\n${usage}`)
    return 2
  }
  try {
    return (await run(options, console.log)) ? 0 : 1
  } catch (error) {
    if (!(error instanceof CannotCompare)) throw error
    console.error(`error: ${error.message}`)
    return 2
  }
}

process.exitCode = await main()
