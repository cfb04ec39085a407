// The kinds of flags. A flag is defined once, with its command or in shared-flags.ts: what it takes, what it needs beside it and what it
// says of itself. The parser, the checks, help, the pages of commands and completion all ask that definition.
import { Flags, type Interfaces } from '@oclif/core'
import { parseDuration } from './duration.ts'
import { UsageError } from './exit-codes.ts'

/** Where completion finds the value of a flag. */
export type ValueSource = 'file' | 'namespaces' | 'contexts' | 'clusters' | 'users'

/** Another flag, and the sentence for someone who gets the two together wrong. */
interface Beside {
  readonly flag: string
  readonly why: string
}

type Letter = NonNullable<Parameters<typeof Flags.string>[0]['char']>

/** What a flag says of itself, and how it goes with others. */
interface About {
  readonly description: string
  readonly char?: Letter
  readonly hidden?: boolean
  /** All values that it takes, where they are few. */
  readonly values?: readonly string[]
  readonly completes?: ValueSource
  /** The flag without which it says nothing. */
  readonly needs?: Beside
  /** A flag that contradicts it. */
  readonly excludes?: Beside
}

/** A flag whose value is a `Value`. */
export interface Flag<Value> extends About {
  readonly takes: 'nothing' | 'one' | 'several'
  readonly values: readonly string[]
  /** What holds where it is not given, as a person would type it; "" for nothing. */
  readonly typedDefault: string
  readonly isNumber: boolean
  /** The value of what was typed, each time that the flag was given. Throws a UsageError that names the flag. */
  readonly read: (typed: readonly string[], name: string) => Value
}

/** The flags of a command by name. */
export type FlagDefinitions = Readonly<Record<string, Flag<unknown>>>

export type ValuesOf<Definitions extends FlagDefinitions> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends Flag<infer Value> ? Value : never
}

/** A flag that is given or not. */
export function toggle(about: About): Flag<boolean> {
  return { ...plain, ...about, takes: 'nothing', read: (typed) => typed.length > 0 }
}

/** A flag that takes any text. */
export const text = taking((typed) => typed)

/** A flag that takes a time span such as `1h30m`; its value is in milliseconds. */
export const span = taking(parseDuration)

/** A flag that takes a time as RFC 3339; its value is in milliseconds since 1970. */
export const time = taking(parseTime)

/** A flag that takes a whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  const expected = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`
  return taking(
    (typed, name) => {
      const value = Number(typed)
      if (/^\d+$/.test(typed) && value >= least && value <= most) return value
      throw invalid(typed, name, `expected a number ${expected}`)
    },
    { isNumber: true },
  )
}

/** A flag that can be given more than once, each time with any text. */
export function texts(about: About): Flag<readonly string[]> {
  return { ...plain, ...about, takes: 'several', read: (typed) => typed }
}

/** A flag that takes one of these values, the first one unless it is given. `allowed` says them in help, where a list is not enough. */
export function choice<const Value extends string>(
  values: readonly Value[],
  { description, allowed = values.join(', '), ...rest }: About & { readonly allowed?: string },
): Flag<Value> {
  const typedDefault = values[0] ?? ''
  return {
    ...plain,
    ...rest,
    description: `${description} One of: ${allowed}.`,
    values,
    typedDefault,
    read: ([typed = typedDefault], name) => oneOf(typed, values, name),
  }
}

// Spread into each flag, so that who asks a definition finds every answer.
const plain = { takes: 'one', values: [], typedDefault: '', isNumber: false } as const

/** A kind of flag that takes one value. Without a default its value is undefined where it is not given. */
function taking<Value>(parse: (typed: string, name: string) => Value, { isNumber } = { isNumber: false }) {
  function flag(about: About & { readonly typedDefault: string }): Flag<Value>
  function flag(about: About): Flag<Value | undefined>
  function flag(about: About & { readonly typedDefault?: string }): Flag<Value | undefined> {
    const read = ([typed = about.typedDefault]: readonly string[], name: string) =>
      typed === undefined ? undefined : parse(typed, name)
    return { ...plain, isNumber, ...about, read }
  }
  return flag
}

/** Checks a value against a list in kubectl's words. Throws a UsageError. */
export function oneOf<Value extends string>(value: string, allowed: readonly Value[], flag: string): Value {
  const found = allowed.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw flag === 'output'
    ? new UsageError(
        `unable to match a printer suitable for the output format "${value}", allowed formats are: ${allowed.join(',')}`,
      )
    : invalid(value, flag, `must be one of ${allowed.join(', ')}`)
}

function parseTime(typed: string, flag: string): number {
  const at = Date.parse(typed)
  if (!Number.isNaN(at) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(typed))
    return at
  throw invalid(typed, flag, 'expected a time such as 2026-11-01T12:00:00Z')
}

function invalid(typed: string, flag: string, expected: string): UsageError {
  return new UsageError(`invalid argument "${typed}" for "--${flag}": ${expected}`)
}

/** The definitions as the parser of the framework takes them: it sorts the texts, and leaves their meaning to `valuesOf`. */
export function parserFlags(definitions: FlagDefinitions): Interfaces.FlagInput {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { takes }]) => [
      name,
      takes === 'nothing' ? Flags.boolean() : Flags.string({ multiple: true, multipleNonGreedy: true }),
    ]),
  )
}

/** The values of what the parser found. Throws a UsageError for one that is wrong, alone or beside others. */
export function valuesOf<Definitions extends FlagDefinitions>(
  definitions: Definitions,
  parsed: Readonly<Record<string, unknown>>,
): ValuesOf<Definitions> {
  const typed = (name: string): string[] => {
    const found = parsed[name]
    if (found === true) return ['true']
    return Array.isArray(found) ? found.map(String) : []
  }
  const isGiven = (name: string): boolean => typed(name).some((each) => each !== '')
  const values = Object.entries(definitions).map(([name, { read }]) => [name, read(typed(name), name)])
  for (const [name, { needs, excludes }] of Object.entries(definitions)) {
    if (!isGiven(name)) continue
    if (needs !== undefined && !isGiven(needs.flag)) throw new UsageError(needs.why)
    if (excludes !== undefined && isGiven(excludes.flag)) throw new UsageError(excludes.why)
  }
  // Each value was made by the definition of its name.
  return Object.fromEntries(values) as ValuesOf<Definitions>
}
