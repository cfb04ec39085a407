// Compares STATUS, READY and RESTARTS as podlife derives them with what the API server's own code prints.
import { readCaseFiles } from './case-files.ts'
import { type Case, type Difference, differences } from './compare.ts'
import { type GeneratedPod, generatePods, kinds } from './generate.ts'
import { countPeers, peerTable } from './peer-table.ts'
import { buildPrinter, printPods } from './printer.ts'

export interface Options {
  /** Versions of Kubernetes whose printer is asked about generated pods, such as "1.34.2". */
  readonly versions: readonly string[]
  readonly count: number
  readonly seed: number
  /** The server's clock, RFC 3339. */
  readonly now: string
  /** A folder of case files, or null. */
  readonly cases: string | null
  /** Whether other implementations are given the generated pods too. */
  readonly peers: boolean
}

const shown = 3

/** Prints what was compared, and returns whether every cell was equal. Throws `CannotCompare` when Go or a module is missing. */
export async function run(options: Options, print: (text: string) => void): Promise<boolean> {
  const now = Date.parse(options.now)
  let equal = true
  if (options.cases !== null) {
    print(`Case files in ${options.cases}`)
    for (const { version, cases } of readCaseFiles(options.cases)) {
      const different = differences(cases, version, now)
      print(`  ${version.padEnd(8)} ${share(cases.length - different.length, cases.length)} equal`)
      show(different, print)
      equal &&= different.length === 0
    }
  }
  if (options.versions.length === 0) return equal

  const generated = generatePods(options.seed, options.count, now)
  print(`${options.count} generated pods, seed ${options.seed}`)
  const printed = new Map<string, Case[]>()
  for (const version of options.versions) {
    const program = buildPrinter(version, print)
    const cells = printPods(
      program,
      generated.map(({ pod }) => pod),
      options.now,
    )
    const cases = cells.map((expected, index) => ({ pod: generated[index]?.pod ?? {}, expected }))
    printed.set(version, cases)
    const different = differences(cases, version, now)
    print(
      `  ${version.padEnd(8)} ${share(cases.length - different.length, cases.length)} equal${perKind(generated, different)}`,
    )
    show(different, print)
    equal &&= different.length === 0
  }
  if (options.peers) print(peerTable(await countPeers(generated, printed, now)))
  return equal
}

function perKind(generated: readonly GeneratedPod[], different: readonly Difference[]): string {
  const wrong = new Set(different.map(({ pod }) => pod))
  const parts = kinds.map((kind) => {
    const pods = generated.filter((one) => one.kind === kind)
    return `${kind} ${share(pods.filter(({ pod }) => !wrong.has(pod)).length, pods.length)}`
  })
  return ` (${parts.join(', ')})`
}

function share(part: number, whole: number): string {
  return `${part}/${whole}`
}

function show(different: readonly Difference[], print: (text: string) => void): void {
  for (const { pod, expected, derived } of different.slice(0, shown)) {
    print(
      `    server  ${JSON.stringify(expected)}\n    podlife ${JSON.stringify(derived)}\n    pod     ${JSON.stringify(pod)}`,
    )
  }
  if (different.length > shown) print(`    … and ${different.length - shown} more`)
}
