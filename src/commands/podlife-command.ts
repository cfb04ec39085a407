import { Command } from '@oclif/core'
import { coloured, type Palette, plain } from '../render/colour.ts'
import { renderJson } from '../render/json.ts'
import { type ExitMeanings, UsageError } from './exit-codes.ts'
import { isTerminal, terminalColumns, writeOut } from './printing.ts'

/** An example for `--help`: what it does, and the words behind `kubectl podlife`. A test runs each. */
export interface Example {
  readonly does: string
  readonly line: string
}

/** What all our commands share: how they print. */
export abstract class PodlifeCommand extends Command {
  /** How the command is typed, behind `kubectl podlife`. */
  static synopsis = ''
  static exampleLines: readonly Example[] = []

  /** What exit codes say of this command alone. Most find no failures by themselves. */
  static exitMeanings: ExitMeanings = { 3: '' }

  /** Does what was asked and returns the exit code. */
  abstract override run(): Promise<number>

  /** Writes to stdout and waits until it is taken, so that nothing is lost when the process ends. */
  protected async print(text: string): Promise<void> {
    await writeOut(text)
  }

  /** Writes a sentence to stderr. */
  protected complain(text: string): void {
    process.stderr.write(text)
  }

  /** The width to wrap at: the terminal's, and 80 columns elsewhere. */
  protected width(): number {
    return Math.min(terminalColumns() ?? 80, 120)
  }

  /** Colour as kubectl decides it: on a terminal that is not dumb, unless NO_COLOR is there at all. Throws a UsageError. */
  protected palette(color: string): Palette {
    const { env } = process
    const when = oneOf(color, ['auto', 'always', 'never'], 'color')
    if (when === 'always') return coloured
    if (when === 'never' || env.NO_COLOR !== undefined || env.TERM === 'dumb') return plain
    if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return coloured
    return isTerminal('stdout') ? coloured : plain
  }

  /** Prints a result as JSON or YAML. */
  protected async printData(result: unknown, format: string): Promise<void> {
    if (format === 'yaml') {
      const { renderYaml } = await import('../render/yaml.ts')
      await this.print(renderYaml(result))
    } else await this.print(renderJson(result))
  }
}

/** Checks a value against a list in kubectl's words. Throws a UsageError. */
export function oneOf<const Value extends string>(
  value: string,
  allowed: readonly Value[],
  flag: string,
): Value {
  const found = allowed.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw new UsageError(
    flag === 'output'
      ? `unable to match a printer suitable for the output format "${value}", allowed formats are: ${allowed.join(',')}`
      : `invalid argument "${value}" for "--${flag}": must be one of ${allowed.join(', ')}`,
  )
}

/** Reads `--now`. Throws a UsageError for anything but a time as RFC 3339. */
export function parseNow(now: string | undefined): number | null {
  if (now === undefined) return null
  const at = Date.parse(now)
  if (Number.isNaN(at) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(now)) {
    throw new UsageError(
      `invalid argument "${now}" for "--now": expected a time such as 2026-11-01T12:00:00Z`,
    )
  }
  return at
}
