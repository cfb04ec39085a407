// Help in kubectl's style, from the same definitions that the commands are parsed with.
import { wrap } from '../render/wrap.ts'
import { type ExitMeanings, exitCodesOf } from './exit-codes.ts'
import { connectionFlags } from './flags.ts'
import { type Commands, displayName } from './plugin.ts'

/** What help needs of a flag's definition. */
interface FlagDefinition {
  readonly name: string
  readonly type: string
  readonly char?: string | undefined
  readonly description?: string | undefined
  readonly default?: unknown
  readonly multiple?: boolean | undefined
  readonly hidden?: boolean | undefined
}

type Definitions = Record<string, Omit<FlagDefinition, 'name'>>

/** The help of the plugin as a whole, with a newline at its end. */
export function rootHelp(commands: Commands): string {
  const longest = Math.max(...[...commands.keys()].map(({ length }) => length))
  const rows = [...commands].flatMap(([name, command]) =>
    wrap(firstSentence(command.description ?? ''), 80 - longest - 5).map(
      (line, index) => `  ${(index === 0 ? name : '').padEnd(longest)}   ${line}`,
    ),
  )
  return [
    `${displayName} explains why a pod does not run, with proof.`,
    '',
    'Available Commands:',
    ...rows,
    `  ${'options'.padEnd(longest)}   Print the list of flags inherited by all commands`,
    `  ${'version'.padEnd(longest)}   Print the version`,
    '',
    'Usage:',
    `  ${displayName} COMMAND [flags]`,
    '',
    ...exitCodeLines({}),
    `Use "${displayName} COMMAND --help" for more information about a given command.`,
    '',
  ].join('\n')
}

/** The help of one command, with a newline at its end. */
export function commandHelp(name: string, commands: Commands): string {
  const command = commands.get(name)
  if (command === undefined) return rootHelp(commands)
  const own = Object.entries(command.flags as Definitions)
    .filter(([flag, { hidden }]) => !(flag in connectionFlags) && hidden !== true)
    .map(([flag, definition]) => ({ ...definition, name: flag }))
  return [
    ...(command.description ?? '').split('\n').flatMap((paragraph) => wrap(paragraph, 78)),
    '',
    'Examples:',
    ...command.exampleLines.flatMap(({ does, line }) => [`  # ${does}`, `  ${displayName} ${line}`, '']),
    'Options:',
    ...flagLines(own),
    'Usage:',
    `  ${displayName} ${command.synopsis} [flags]`,
    '',
    ...exitCodeLines(command.exitMeanings),
    `Use "${displayName} options" for the flags of all commands (-n and others).`,
    '',
  ].join('\n')
}

/** The flags that all commands take, with a newline at its end. */
export function optionsHelp(): string {
  const flags = Object.entries(connectionFlags as Definitions).map(([name, definition]) => ({
    ...definition,
    name,
  }))
  return ['The following options can be passed to any command:', '', ...flagLines(flags)].join('\n')
}

function flagLines(flags: readonly FlagDefinition[]): string[] {
  return flags
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, char, type, multiple, default: standard, description }) => {
      const value =
        type === 'boolean'
          ? 'false'
          : multiple === true
            ? '[]'
            : typeof standard === 'number'
              ? String(standard)
              : `'${typeof standard === 'string' ? standard : ''}'`
      return [
        `    ${char === undefined ? '' : `-${char}, `}--${name}=${value}:`,
        ...wrap(description ?? '', 70).map((line) => `        ${line}`),
        '',
      ]
    })
}

function exitCodeLines(own: ExitMeanings): string[] {
  return [
    'Exit codes:',
    ...exitCodesOf(own).map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`),
    '',
  ]
}

function firstSentence(description: string): string {
  return description.split(/[.:;]/, 1)[0] ?? ''
}
