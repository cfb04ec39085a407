import { causes } from '../../causes/index.ts'
import type { Palette } from '../../render/colour.ts'
import { renderJson } from '../../render/json.ts'
import { inline } from '../../render/neutralise.ts'
import { type KnownCause, renderEntry } from '../../render/status/dictionary.ts'
import { wrap } from '../../render/wrap.ts'
import { type Entry, lookUp, words } from '../../status/dictionary.ts'
import { grouped } from '../../status/groups.ts'

/** What the dictionary says of a word, or the list of all words for none; code 6 and the words near it for an unknown one. */
export function dictionaryAnswer(
  query: string,
  format: 'text' | 'json',
  width: number,
  palette: Palette,
): { code: 0 | 6; text: string } {
  if (query === '') {
    const all = words()
    return {
      code: 0,
      text: format === 'json' ? renderJson({ words: all.map((entry) => data(entry, '')) }) : list(width),
    }
  }
  const answer = lookUp(query)
  if ('nearest' in answer) {
    return {
      code: 6,
      text: `error: "${inline(query)}" is not a word that we know.\n${hint(answer.nearest)}\n`,
    }
  }
  if (format === 'json')
    return { code: 0, text: renderJson({ found: answer.found.map((entry) => data(entry, query)) }) }
  const pages = answer.found.map((entry) => renderEntry(entry, causesUnder(entry, query), width, palette))
  return { code: 0, text: pages.join('\n') }
}

function hint(nearest: readonly string[]): string {
  if (nearest.length === 0) return "See 'kubectl podlife status' for all of them."
  const question = nearest.length === 1 ? 'Did you mean this?' : 'Did you mean one of these?'
  return `\n${question}${nearest.map((word) => `\n\t${word}`).join('')}`
}

function data(entry: Entry, query: string): Entry & { causes: string[] } {
  return { ...entry, causes: causesUnder(entry, query).map(({ id }) => id) }
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

function list(width: number): string {
  const blocks = grouped(words()).map(({ title, members }) =>
    [
      `${title}:`,
      ...wrap(members.map(({ word }) => word.replaceAll(' ', '\u00a0')).join(', '), width - 2).map(
        (line) => `  ${line}`,
      ),
    ].join('\n'),
  )
  return `${blocks.join('\n\n').replaceAll('\u00a0', ' ')}\n\nUse "kubectl podlife status WORD" for what one of them means.\n`
}
