import { causes } from '../../causes/index.ts'
import { inline } from '../../render/neutralise.ts'
import type { DictionaryAnswer, KnownCause, KnownEntry } from '../../render/status/dictionary.ts'
import { type Entry, lookUp, words } from '../../status/dictionary.ts'

/** What the dictionary says of a word, or the list of all words for ""; a sentence with the words near it for an unknown one. */
export function dictionaryAnswer(query: string): DictionaryAnswer | { readonly unknown: string } {
  const known = (entry: Entry): KnownEntry => ({ entry, causes: causesUnder(entry, query) })
  if (query === '') return { words: words().map(known) }
  const answer = lookUp(query)
  if ('nearest' in answer) {
    return { unknown: `error: "${inline(query)}" is not a word that we know.\n${hint(answer.nearest)}\n` }
  }
  return { found: answer.found.map(known) }
}

/** The answer as data: entries with the ids of their causes. */
export function dictionaryData(answer: DictionaryAnswer): object {
  const plain = ({ entry, causes: seen }: KnownEntry) => ({ ...entry, causes: seen.map(({ id }) => id) })
  return 'words' in answer ? { words: answer.words.map(plain) } : { found: answer.found.map(plain) }
}

function hint(nearest: readonly string[]): string {
  if (nearest.length === 0) return "See 'kubectl podlife status' for all of them."
  const question = nearest.length === 1 ? 'Did you mean this?' : 'Did you mean one of these?'
  return `\n${question}${nearest.map((word) => `\n\t${word}`).join('')}`
}

/** The causes that are seen under a word; under a form, those that are seen under what was asked for, or under all of it. */
function causesUnder({ word, kinds }: Entry, query: string): KnownCause[] {
  const isForm = kinds.includes('form')
  return causes
    .filter(({ seenAs }) =>
      seenAs.some((seen) => seen === word || (isForm && (seen === query || word.startsWith(`${seen}:`)))),
    )
    .map(({ id, title }) => ({ id, title }))
}
