// Help in kubectl's style, from the same definitions that the commands are parsed with.
import { wrap } from '../render/wrap.ts'
import { type ExitMeanings, exitCodesOf } from './exit-codes.ts'
import type { Flag, FlagDefinitions } from './flag-kinds.ts'
import { type Commands, displayName } from './plugin.ts'
import { connectionFlags } from './shared-flags.ts'

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
  return [
    ...(command.description ?? '').split('\n').flatMap((paragraph) => wrap(paragraph, 78)),
    '',
    'Examples:',
    ...command.exampleLines.flatMap(({ does, line }) => [`  # ${does}`, `  ${displayName} ${line}`, '']),
    'Options:',
    ...flagLines(ownFlags(command.definitions)),
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
  return [
    'The following options can be passed to any command:',
    '',
    ...flagLines(Object.entries(connectionFlags)),
  ].join('\n')
}

/** The flags that a command has beside those of all commands. */
export function ownFlags(definitions: FlagDefinitions): [string, Flag<unknown>][] {
  return Object.entries(definitions).filter(
    ([name, { hidden }]) => !(name in connectionFlags) && hidden !== true,
  )
}

function flagLines(flags: readonly (readonly [string, Flag<unknown>])[]): string[] {
  return flags
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, flag]) => [
      `    ${flag.char === undefined ? '' : `-${flag.char}, `}--${name}=${usual(flag)}:`,
      ...wrap(flag.description, 70).map((line) => `        ${line}`),
      '',
    ])
}

/** What holds where a flag is not given, as kubectl writes it. */
function usual({ takes, typedDefault, isNumber }: Flag<unknown>): string {
  if (takes === 'nothing') return 'false'
  if (takes === 'several') return '[]'
  return isNumber && typedDefault !== '' ? typedDefault : `'${typedDefault}'`
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
