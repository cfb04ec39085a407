import { causes } from '../causes/index.ts'
import type { Palette } from '../render/colour.ts'
import { renderEntry } from '../render/dictionary.ts'
import { renderJson } from '../render/json.ts'
import { inline } from '../render/neutralise.ts'
import { type Entry, lookUp, words } from '../status/dictionary.ts'

/** What the dictionary says of a word, or the list of all words for none; code 6 and the nearest words for an unknown one. */
export function dictionaryAnswer(
  query: string,
  format: 'text' | 'json',
  width: number,
  palette: Palette,
): { code: 0 | 6; text: string } {
  if (query === '')
    return { code: 0, text: format === 'json' ? renderJson({ words: words().map(data) }) : list() }
  const answer = lookUp(query)
  if ('nearest' in answer) {
    const near = answer.nearest.map((word) => `\n\t${word}`).join('')
    return {
      code: 6,
      text: `error: "${inline(query)}" is not a word that we know.\n\nDid you mean one of these?${near}\n`,
    }
  }
  if (format === 'json') return { code: 0, text: renderJson({ found: answer.found.map(data) }) }
  return {
    code: 0,
    text: answer.found.map((entry) => renderEntry(entry, causesUnder(entry.word), width, palette)).join('\n'),
  }
}

function data(entry: Entry): Entry & { causes: string[] } {
  return { ...entry, causes: causesUnder(entry.word).map(({ id }) => id) }
}

function causesUnder(word: string): { id: string; title: string }[] {
  return causes.filter(({ seenAs }) => seenAs.includes(word)).map(({ id, title }) => ({ id, title }))
}

function list(): string {
  const byKind = Map.groupBy(words(), ({ kinds }) => kinds[0] ?? '')
  const blocks = [...byKind].map(
    ([kind, entries]) => `${kind}:\n${entries.map(({ word }) => `  ${word}`).join('\n')}`,
  )
  return `${blocks.join('\n\n')}\n\nUse "kubectl podlife status WORD" for what one of them means.\n`
}
