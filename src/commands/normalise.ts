// kubectl's habits with flags, made into what oclif's parser takes: flags anywhere, also before the command; `-nfoo`;
// `--flag=false`; the last one wins; `-h` and `help`.
import { distance } from 'fastest-levenshtein'
import { UsageError } from './exit-codes.ts'
import type { Flag } from './flag-kinds.ts'

/** What the normaliser must know of a flag. */
export interface FlagShape {
  readonly name: string
  readonly char?: string | undefined
  readonly takes: Flag<unknown>['takes']
}

export interface CommandShape {
  readonly name: string
  readonly flags: readonly FlagShape[]
}

/** What was typed: a command with plain arguments and canonical flags, or a request for help or the version. */
export type Typed =
  | { readonly asks: 'run'; readonly command: string; readonly args: string[] }
  | { readonly asks: 'help'; readonly command: string | null }
  | { readonly asks: 'version' }

interface Token {
  readonly flag: FlagShape
  readonly value: string
}

/**
 * Sorts the words into command, flags and arguments. Throws a UsageError in kubectl's words for an unknown command or flag,
 * and for a flag whose value is missing.
 */
export function normalise(argv: readonly string[], commands: readonly CommandShape[]): Typed {
  const all = commands.flatMap(({ flags }) => flags)
  const at = firstWord(argv, all)
  const name = argv[at] ?? ''
  if (at === -1) {
    if (argv.includes('--version')) return { asks: 'version' }
    const [flag] = argv
    if (
      flag !== undefined &&
      flag !== '--help' &&
      flag !== '-h' &&
      !all.some((shape) => isCalled(shape, flag))
    ) {
      throw unknownFlag(flag, '')
    }
    return { asks: 'help', command: null }
  }
  if (name === 'help') {
    const topic = argv[at + 1]
    return { asks: 'help', command: topic === undefined ? null : findCommand(topic, commands).name }
  }
  if (name === 'version') return { asks: 'version' }
  const command = findCommand(name, commands)
  const { tokens, words, wantsHelp } = sort([...argv.slice(0, at), ...argv.slice(at + 1)], command)
  if (wantsHelp) return { asks: 'help', command: command.name }
  return { asks: 'run', command: command.name, args: [...canonical(tokens), '--', ...words] }
}

function isCalled({ name, char }: FlagShape, flag: string): boolean {
  return flag.split('=')[0] === `--${name}` || (char !== undefined && flag.startsWith(`-${char}`))
}

/** The index of the first word that is neither a flag nor the value of one; -1 if there is none. */
function firstWord(argv: readonly string[], flags: readonly FlagShape[]): number {
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '--') return index + 1 < argv.length ? index + 1 : -1
    if (!word.startsWith('-') || word === '-') return index
    const flag = flags.find(({ name, char }) => word === `--${name}` || word === `-${char}`)
    if (flag !== undefined && flag.takes !== 'nothing') index++
  }
  return -1
}

function findCommand(name: string, commands: readonly CommandShape[]): CommandShape {
  const found = commands.find((command) => command.name === name)
  if (found !== undefined) return found
  const near = commands
    .map((command) => ({ command, far: distance(command.name, name) }))
    .filter(({ command, far }) => far <= 2 || command.name.startsWith(name))
    .sort((a, b) => a.far - b.far)[0]
  const hint =
    near === undefined
      ? "See 'kubectl podlife --help' for usage."
      : `\nDid you mean this?\n\t${near.command.name}`
  throw new UsageError(`unknown command "${name}" for "kubectl podlife"`, hint)
}

function unknownFlag(flag: string, command: string, near = ''): UsageError {
  const usage = `See '${['kubectl podlife', command].filter(Boolean).join(' ')} --help' for usage.`
  const shown = flag.startsWith('--')
    ? `unknown flag: ${flag.split('=')[0]}`
    : `unknown shorthand flag: '${flag[1]}' in ${flag}`
  return new UsageError(shown, near === '' ? usage : `Did you mean --${near}?\n${usage}`)
}

function sort(
  argv: readonly string[],
  command: CommandShape,
): { tokens: Token[]; words: string[]; wantsHelp: boolean } {
  const tokens: Token[] = []
  const words: string[] = []
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      words.push(...rest.splice(0))
    } else if (word === '--help' || word === '-h') {
      return { tokens, words, wantsHelp: true }
    } else if (word.startsWith('--')) {
      tokens.push(longFlag(word, rest, command))
    } else if (word.startsWith('-') && word !== '-') {
      tokens.push(...shortFlags(word, rest, command))
    } else {
      words.push(word)
    }
  }
  return { tokens, words, wantsHelp: false }
}

function longFlag(word: string, rest: string[], command: CommandShape): Token {
  const [name = '', ...value] = word.slice(2).split('=')
  const flag = command.flags.find((shape) => shape.name === name)
  if (flag === undefined) {
    const near = command.flags.find((shape) => distance(shape.name, name) <= 2)
    throw unknownFlag(word, command.name, near?.name)
  }
  if (value.length > 0) return { flag, value: value.join('=') }
  return { flag, value: flag.takes === 'nothing' ? 'true' : take(rest, word) }
}

/** `-A`, `-Ao json`, `-nfoo`, `-n=foo`, `-n foo`. */
function shortFlags(word: string, rest: string[], command: CommandShape): Token[] {
  const tokens: Token[] = []
  for (let at = 1; at < word.length; at++) {
    const flag = command.flags.find(({ char }) => char === word[at])
    if (flag === undefined) throw unknownFlag(`-${word.slice(at)}`, command.name)
    const tail = word.slice(at + 1)
    if (flag.takes !== 'nothing')
      return [...tokens, { flag, value: tail === '' ? take(rest, `-${word[at]}`) : tail.replace(/^=/, '') }]
    if (tail.startsWith('=')) return [...tokens, { flag, value: tail.slice(1) }]
    tokens.push({ flag, value: 'true' })
  }
  return tokens
}

function take(rest: string[], flag: string): string {
  const value = rest.shift()
  if (value === undefined) throw new UsageError(`flag needs an argument: ${flag}`)
  return value
}

/** One `--name=value` for each flag; the last wins, but for those that repeat. */
function canonical(tokens: readonly Token[]): string[] {
  const subject = tokens.filter(
    ({ flag }, index) =>
      flag.takes === 'several' || !tokens.slice(index + 1).some((later) => later.flag.name === flag.name),
  )
  return subject.flatMap(({ flag, value }) => {
    if (flag.takes !== 'nothing') return [`--${flag.name}=${value}`]
    if (/^(?:true|t|1)$/i.test(value)) return [`--${flag.name}`]
    if (/^(?:false|f|0)$/i.test(value)) return []
    throw new UsageError(`invalid argument "${value}" for "--${flag.name}" flag: expected true or false`)
  })
}
