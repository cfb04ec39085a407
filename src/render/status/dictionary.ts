// Entries of the dictionary for a terminal.
import type { Entry } from '../../status/dictionary.ts'
import type { Palette } from '../colour.ts'
import { wrap } from '../wrap.ts'

/** The causes known under a word, as their index gives them. */
export interface KnownCause {
  readonly id: string
  readonly title: string
}

/** One entry as text, with a newline at its end. `causes` are those that are seen under its word. */
export function renderEntry(
  entry: Entry,
  causes: readonly KnownCause[],
  width: number,
  palette: Palette,
): string {
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
