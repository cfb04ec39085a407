// The dictionary: what each STATUS word, reason, condition, exit code and signal means. Its pages are in words/.

import pages from 'pages:status/words'
import { distance } from 'fastest-levenshtein'
import { exitCodeEntry, signalEntry } from './numbers.ts'
import { type Entry, parsePage } from './parse-page.ts'
import { lastSignal, signalName, signalNumber } from './signals.ts'

export type { Entry } from './parse-page.ts'

/** The entries of a word, or the known words that are near one that is not known. */
export type Answer = { readonly found: readonly Entry[] } | { readonly nearest: readonly string[] }

type Page = (typeof pages)[number]

let groups: ReadonlyMap<string, readonly Page[]> | undefined
const parsed = new Map<Page, Entry>()
let order: Intl.Collator | undefined

/** The pages by `key` of their word. A page is parsed when its word is asked for: an answer needs one or two of them. */
function pagesByKey(): ReadonlyMap<string, readonly Page[]> {
  groups ??= Map.groupBy(pages, ({ word }) => key(word))
  return groups
}

function parsedAndSorted(some: readonly Page[]): readonly Entry[] {
  order ??= new Intl.Collator('en', { numeric: true })
  const { compare } = order
  return some.map(entryOf).sort((a, b) => compare(a.word, b.word))
}

function entryOf(page: Page): Entry {
  const entry = parsed.get(page) ?? parsePage(page.name, page.text)
  parsed.set(page, entry)
  return entry
}

/** All pages, sorted by word. */
export function words(): readonly Entry[] {
  return parsedAndSorted(pages)
}

/**
 * Looks up what a person typed, whatever its case: a word, a form with its value (`Init:1/3`, `ExitCode:137`), an exit
 * code (`137`, `exit code 137`), a signal (`SIGKILL`, `kill`, `signal 9`). Several entries where a word has several meanings,
 * or is made of two; the words that are near, if any, where it has none. Never throws.
 */
export function lookUp(query: string): Answer {
  const asked = query.trim().replaceAll(/\s+/g, ' ')
  const found = entriesFor(asked)
  return found.length > 0 ? { found } : { nearest: nearestTo(asked) }
}

/** What a STATUS word means, in plain sentences for a diagnosis; "" for a word that the dictionary does not know. */
export function meaningOf(word: string): string {
  const entries = entriesFor(word)
  const form = entries.find(({ kinds }) => kinds.includes('form'))
  if (form !== undefined) {
    return hasCaseOf(form, word) ? filled(entries.map(({ meaning }) => meaning).join(' '), word) : ''
  }
  const printed = entries.filter((entry) => entry.kinds.includes('status') && spells(entry, word))
  const [only] = printed
  if (only === undefined || printed.length === 1) return only?.meaning ?? ''
  return `It means one of these. ${printed.map(({ meaning }, index) => `(${index + 1}) ${meaning}`).join(' ')}`
}

/** The meaning of `Init:N/M` with the numbers of `Init:1/3`. */
function filled(meaning: string, word: string): string {
  const [, done, all] = /^Init:(\d+)\/(\d+)$/.exec(word) ?? []
  return done === undefined || all === undefined ? meaning : meaning.replace('N of M', `${done} of ${all}`)
}

/** How the page of an empty STATUS is called, and of one that is the text of an error. */
const emptyWord = '(empty)'
const errorText = '(error text)'

function entriesFor(asked: string): readonly Entry[] {
  if (asked === '') return pagesOf(emptyWord)
  const exact = pagesOf(asked)
  return exact.length > 0 ? exact : entriesOfForm(asked)
}

/** The forms, the more precise ones first. */
function entriesOfForm(asked: string): readonly Entry[] {
  const [, init, signalOrCode, number, rest] =
    /^(init(?::|$))?(?:(signal|exitcode)(?::(-?\d+)?)?$)?(.*)$/is.exec(asked) ?? []
  const prefix = init === undefined ? '' : 'Init:'
  if (signalOrCode !== undefined) {
    const isSignal = signalOrCode.toLowerCase() === 'signal'
    const value = number === undefined ? [] : isSignal ? signal(Number(number)) : exitCode(Number(number))
    return [...pagesOf(`${prefix}${isSignal ? 'Signal:N' : 'ExitCode:N'}`), ...value]
  }
  if (init !== undefined) return entriesOfInit(rest ?? '')
  if (/^outof/i.test(asked)) return pagesOf('OutOfRESOURCE')
  const [, code] = /^(?:exit[ -]?(?:code)?|code)?[ :=]*(-?\d{1,10})$/i.exec(asked) ?? []
  if (code !== undefined) return exitCode(Number(code))
  const [, byNumber] = /^sig(?:nal)?[ :=]*(\d+)$/i.exec(asked) ?? []
  const found = byNumber === undefined ? signalNumber(asked) : Number(byNumber)
  if (found !== null) return signal(found)
  return isErrorText(asked) ? pagesOf(errorText) : []
}

function entriesOfInit(rest: string): readonly Entry[] {
  if (rest === '') return ['Init:N/M', 'Init:REASON', 'Init:Signal:N', 'Init:ExitCode:N'].flatMap(pagesOf)
  if (/^\d+\/\d+$/.test(rest)) return pagesOf('Init:N/M')
  const reasons = pagesOf(rest).filter(({ kinds }) =>
    kinds.some((kind) => kind === 'waiting-reason' || kind === 'terminated-reason'),
  )
  return [...pagesOf('Init:REASON'), ...(isErrorText(rest) ? pagesOf(errorText) : reasons)]
}

/** Only the text of a Go error has a quoted name or a colon between words. */
function isErrorText(asked: string): boolean {
  return /\S \S/.test(asked) && /["']|: /.test(asked)
}

function exitCode(code: number): readonly Entry[] {
  const found = pagesOf(String(code))
  return found.length > 0 ? found : [exitCodeEntry(code)]
}

function signal(number: number): readonly Entry[] {
  if (number < 1 || number > lastSignal) return []
  const found = pagesOf(signalName(number))
  return found.length > 0 ? found : [signalEntry(number)]
}

function pagesOf(word: string): readonly Entry[] {
  const found = pagesByKey().get(key(word)) ?? []
  return found.length > 1 ? parsedAndSorted(found) : found.map(entryOf)
}

/** One spelling of a word: case, and what stands between its parts, do not count. */
function key(word: string): string {
  return word.toLowerCase().replaceAll(/(?<=[a-z])[ _-]+(?=[a-z])/g, '')
}

/** A STATUS that differs in case is another word: reasons are compared by letter. */
function spells(entry: Entry, word: string): boolean {
  return entry.word === word || (entry.word === emptyWord && word === '')
}

function hasCaseOf(form: Entry, word: string): boolean {
  const [start = ''] = /^(?:Init:|OutOf)?(?:Signal:|ExitCode:)?/.exec(form.word) ?? []
  return word.startsWith(start)
}

/**
 * Up to five known words: those that hold what was asked, then those that differ from it in the fewest letters. At least
 * one, however far it is; exit codes are no neighbours of anything.
 */
function nearestTo(asked: string): readonly string[] {
  const sought = key(asked.slice(0, 100))
  const named = words().filter(({ kinds }) => !kinds.includes('exit-code'))
  return [...new Set(named.map(({ word }) => word))]
    .map((word) => ({ word, holds: key(word).includes(sought), far: distance(sought, key(word)) }))
    .filter(({ holds, far }) => holds || far <= sought.length / 3)
    .sort((a, b) => Number(b.holds) - Number(a.holds) || a.far - b.far)
    .slice(0, 5)
    .map(({ word }) => word)
}
