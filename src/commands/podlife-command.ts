import { Command } from '@oclif/core'
import { coloured, type Palette, plain } from '../render/colour.ts'
import type { ExitMeanings } from './exit-codes.ts'
import { type FlagDefinitions, parserFlags, type ValuesOf, valuesOf } from './flag-kinds.ts'
import { isTerminal, terminalColumns, writeOut } from './printing.ts'

/** An example for `--help`: what it does, and the words behind `kubectl podlife`. A test runs each. */
export interface Example {
  readonly does: string
  readonly line: string
}

/** What the words behind a command can be: names of objects, one word of the dictionary, one scenario, or one of these. */
export type WordSource = 'objects' | 'status-word' | 'scenario' | readonly string[]

/** What all our commands share: how they read what was typed, and how they print. */
export abstract class PodlifeCommand extends Command {
  /** How the command is typed, behind `kubectl podlife`. */
  static synopsis = ''
  static exampleLines: readonly Example[] = []

  static definitions: FlagDefinitions = {}

  /** What the words behind the command and its flags are, for completion. */
  static words: WordSource = []

  /** What exit codes say of this command alone. Most find no failures by themselves. */
  static exitMeanings: ExitMeanings = { 3: '' }

  /** Does what was asked and returns the exit code. */
  abstract override run(): Promise<number>

  /** The values of the flags and the words behind the command. Throws a UsageError. */
  protected async typed<Definitions extends FlagDefinitions>(command: {
    readonly definitions: Definitions
  }): Promise<{ flags: ValuesOf<Definitions>; words: string[] }> {
    const { flags, argv } = await this.parse({ flags: parserFlags(command.definitions), strict: false })
    return { flags: valuesOf(command.definitions, flags), words: argv.map(String) }
  }

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

  /** Colour as kubectl decides it: on a terminal that is not dumb, unless NO_COLOR is there at all. */
  protected palette(when: 'auto' | 'always' | 'never'): Palette {
    const { env } = process
    if (when === 'always') return coloured
    if (when === 'never' || env.NO_COLOR !== undefined || env.TERM === 'dumb') return plain
    if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return coloured
    return isTerminal('stdout') ? coloured : plain
  }
}
