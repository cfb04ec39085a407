// The dictionary for a terminal: its words, and entries.
import type { Entry } from '../../status/dictionary.ts'
import { grouped } from '../../status/groups.ts'
import type { Palette } from '../colour.ts'
import { wrap } from '../wrap.ts'

/** The causes known under a word, as their index gives them. */
export interface KnownCause {
  readonly id: string
  readonly title: string
}

/** An entry with the causes that are seen under it. */
export interface KnownEntry {
  readonly entry: Entry
  readonly causes: readonly KnownCause[]
}

/** All words, or the entries that were found for one. */
export type DictionaryAnswer =
  | { readonly words: readonly KnownEntry[] }
  | { readonly found: readonly KnownEntry[] }

export interface DictionaryStyle {
  readonly width: number
  readonly palette: Palette
}

/** The answer as text, with a newline at its end. */
export function renderDictionary(answer: DictionaryAnswer, style: DictionaryStyle): string {
  if ('words' in answer) return wordList(answer.words, style.width)
  return answer.found.map((known) => renderEntry(known, style)).join('\n')
}

function wordList(known: readonly KnownEntry[], width: number): string {
  const blocks = grouped(known.map(({ entry }) => entry)).map(({ title, members }) =>
    [
      `${title}:`,
      ...wrap(members.map(({ word }) => word.replaceAll(' ', '\u00a0')).join(', '), width - 2).map(
        (line) => `  ${line}`,
      ),
    ].join('\n'),
  )
  return `${blocks.join('\n\n').replaceAll('\u00a0', ' ')}\n\nUse "kubectl podlife status WORD" for what one of them means.\n`
}

function renderEntry({ entry, causes }: KnownEntry, { width, palette }: DictionaryStyle): string {
  const versions = [
    entry.since === '' ? '' : `since ${entry.since}`,
    entry.until === '' ? '' : `until ${entry.until}`,
  ]
  const head = [entry.kinds.join(', '), entry.writer === '' ? '' : `written by ${entry.writer}`, ...versions]
  const body = entry.sections.flatMap(({ heading, text }) => [
    '',
    palette.strong(heading),
    ...paragraphs(text, width),
  ])
  const known =
    causes.length === 0
      ? []
      : [
          '',
          palette.strong('Causes we know under it'),
          ...causes.flatMap(({ id, title }) => wrap(`${id}: ${title}`, width - 2).map((line) => `  ${line}`)),
        ]
  const see = entry.see.length === 0 ? [] : ['', `See also: ${entry.see.join(', ')}`]
  const lines = [
    palette.strong(entry.word),
    ...wrap(head.filter(Boolean).join(' · '), width),
    '',
    ...paragraphs(entry.meaning, width),
    ...body,
    ...known,
    ...see,
  ]
  return `${lines.join('\n')}\n`
}

/** Markdown of our own pages: lists and commands keep their lines, the rest is wrapped. */
function paragraphs(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    if (/^(?: {4}|```)/.test(line)) return line.startsWith('```') ? [] : [line]
    const indent = /^\s*(?:- |\d+\. )?/.exec(line)?.[0].length ?? 0
    return wrap(line.trimStart(), width - indent).map((part, index) =>
      index === 0
        ? `${' '.repeat(line.length - line.trimStart().length)}${part}`
        : `${' '.repeat(indent)}${part}`,
    )
  })
}
