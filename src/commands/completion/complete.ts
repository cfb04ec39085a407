// What can stand next on the command line, by kubectl's protocol for the completion of plugins: one candidate a line, its
// description behind a tab, and a number that says how the shell is to treat them (cobra's ShellCompDirective).
import { resources } from '../../cluster/api/resources.ts'
import type { Flag } from '../flag-kinds.ts'
import type { WordSource } from '../podlife-command.ts'

/** What completion needs of a command: from the same definitions that it is parsed with. */
export interface CompletedCommand {
  readonly name: string
  readonly description: string
  readonly words: WordSource
  readonly flags: readonly CompletedFlag[]
}

export interface CompletedFlag
  extends Pick<Flag<unknown>, 'char' | 'takes' | 'description' | 'values' | 'completes'> {
  readonly name: string
}

export interface Candidate {
  readonly value: string
  readonly about?: string
}

/** Where names come from. Each answers with what it can find quickly, or with nothing, and never fails. */
export interface Names {
  /** Of a kind by its plural name; flags as typed. */
  readonly objects: (plural: string, flags: TypedFlags) => Promise<readonly Candidate[]>
  readonly namespaces: (flags: TypedFlags) => Promise<readonly Candidate[]>
  /** `contexts`, `clusters` or `users` of the kubeconfig. */
  readonly configured: (
    what: 'contexts' | 'clusters' | 'users',
    flags: TypedFlags,
  ) => Promise<readonly Candidate[]>
  readonly statusWords: () => Promise<readonly Candidate[]>
  readonly scenarios: () => Promise<readonly Candidate[]>
}

/** The last value of each flag, by its long name. */
export type TypedFlags = Readonly<Record<string, string>>

export interface Candidates {
  readonly candidates: readonly Candidate[]
  readonly directive: number
}

const anyFile = 0
const noSpace = 2
const noFiles = 4

interface Typed {
  readonly command: CompletedCommand | null
  readonly words: readonly string[]
  readonly flags: TypedFlags
  /** The flag whose value comes next. */
  readonly open: CompletedFlag | null
}

/** Completes the last of the words behind `kubectl podlife`; "" stands for a new one. Fails only if a source does. */
export async function complete(
  argv: readonly string[],
  commands: readonly CompletedCommand[],
  names: Names,
): Promise<Candidates> {
  const last = argv.at(-1) ?? ''
  const typed = readTyped(argv.slice(0, -1), commands)
  const [, flagName, flagValue] = /^--([^=]+)=(.*)$/s.exec(last) ?? []
  if (typed.open !== null) return starting(last, await valuesOf(typed.open, typed.flags, names))
  if (flagName !== undefined) {
    const flag = flagsOf(typed, commands).find(({ name, takes }) => name === flagName && takes !== 'nothing')
    return flag === undefined ? nothing : starting(flagValue ?? '', await valuesOf(flag, typed.flags, names))
  }
  if (last.startsWith('-')) {
    const flags = flagsOf(typed, commands).map(({ name, description }) => ({
      value: `--${name}`,
      about: description,
    }))
    return starting(last, { candidates: flags, directive: noFiles })
  }
  return positional(last, typed, commands, names)
}

const nothing: Candidates = { candidates: [], directive: noFiles }

function starting(prefix: string, { candidates, directive }: Candidates): Candidates {
  return { candidates: candidates.filter(({ value }) => value.startsWith(prefix)), directive }
}

async function positional(
  last: string,
  { command, words, flags }: Typed,
  commands: readonly CompletedCommand[],
  names: Names,
): Promise<Candidates> {
  if (command === null) {
    const known = commands.map(({ name, description }) => ({ value: name, about: description }))
    return starting(last, {
      candidates: words[0] === 'help' || words.length === 0 ? known : [],
      directive: noFiles,
    })
  }
  if (command.words === 'objects') return objectNames(last, words, flags, names)
  if (words.length > 0) return nothing
  return starting(last, { candidates: await oneWord(command.words, names), directive: noFiles })
}

async function oneWord(source: Exclude<WordSource, 'objects'>, names: Names): Promise<readonly Candidate[]> {
  if (source === 'status-word') return names.statusWords()
  if (source === 'scenario') return names.scenarios()
  return source.map((value) => ({ value }))
}

/** `web-1`, `deploy/api`, `deploy api`. A name that stands already is not offered again. */
async function objectNames(
  last: string,
  words: readonly string[],
  flags: TypedFlags,
  names: Names,
): Promise<Candidates> {
  const slash = last.indexOf('/')
  if (slash >= 0) {
    const type = last.slice(0, slash)
    const plural = pluralOf(type)
    if (plural === null) return nothing
    const found = (await names.objects(plural, flags)).map(({ value, ...rest }) => ({
      value: `${type}/${value}`,
      ...rest,
    }))
    return starting(last, {
      candidates: found.filter(({ value }) => !words.includes(value)),
      directive: noFiles,
    })
  }
  const typed = words[0] === undefined ? null : pluralOf(words[0])
  const found = await names.objects(typed ?? 'pods', flags)
  const pods = starting(last, {
    candidates: found.filter(({ value }) => !words.includes(value)),
    directive: noFiles,
  })
  if (typed !== null || last === '' || pods.candidates.length > 0) return pods
  const types = resources.flatMap(({ kind, plural, short }) => [kind.toLowerCase(), plural, ...short])
  return starting(last, {
    candidates: types.map((type) => ({ value: `${type}/` })),
    directive: noFiles | noSpace,
  })
}

function pluralOf(type: string): string | null {
  const found = resources.find(
    ({ kind, plural, short }) => kind.toLowerCase() === type || plural === type || short.includes(type),
  )
  return found?.plural ?? null
}

async function valuesOf(
  { completes, values }: CompletedFlag,
  flags: TypedFlags,
  names: Names,
): Promise<Candidates> {
  if (completes === 'file') return { candidates: [], directive: anyFile }
  if (completes === undefined) return { candidates: values.map((value) => ({ value })), directive: noFiles }
  const candidates =
    completes === 'namespaces' ? await names.namespaces(flags) : await names.configured(completes, flags)
  return { candidates, directive: noFiles }
}

function flagsOf({ command }: Typed, commands: readonly CompletedCommand[]): readonly CompletedFlag[] {
  if (command !== null) return command.flags
  const all = commands.flatMap(({ flags }) => flags)
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index)
}

/** Sorts the words before the last one, and takes no offence at what is not known. */
function readTyped(argv: readonly string[], commands: readonly CompletedCommand[]): Typed {
  const words: string[] = []
  const flags: Record<string, string> = {}
  let command: CompletedCommand | null = null
  let open: CompletedFlag | null = null
  let isFirst = true
  for (const word of argv) {
    if (open !== null) {
      flags[open.name] = word
      open = null
      continue
    }
    if (!word.startsWith('-') || word === '-') {
      const named = isFirst ? commands.find(({ name }) => name === word) : undefined
      isFirst = false
      if (named === undefined) words.push(word)
      else command = named
      continue
    }
    const known = command === null ? commands.flatMap((any) => any.flags) : command.flags
    const [, long, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? []
    const [, char, tail = ''] = /^-([^-])=?(.*)$/s.exec(word) ?? []
    const flag = known.find(
      (candidate) => candidate.name === long || (char !== undefined && candidate.char === char),
    )
    if (flag === undefined || flag.takes === 'nothing') continue
    const given = value ?? (char === undefined || tail === '' ? undefined : tail)
    if (given === undefined) open = flag
    else flags[flag.name] = given
  }
  return { command, words, flags, open }
}
