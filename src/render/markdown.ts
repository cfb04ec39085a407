// Texts of the cluster in Markdown: they can neither end a block or a cell, nor become a link, an image or HTML.
import { inline } from './neutralise.ts'

/** A text among other text: every character that means something in Markdown stands behind a backslash. */
export function escaped(text: string): string {
  return inline(text).replace(/[\\`*_{}[\]<>|~#!]/g, (character) => `\\${character}`)
}

/** A code span. Our own sentences mark names with backticks, which cannot stand inside one. */
export function code(text: string): string {
  const shown = inline(text).replaceAll('`', "'")
  return shown === '' ? '' : `\`${shown}\``
}

/** A code span in a cell of a table. */
export function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|')
}

/** Lines as a block of code, behind a fence that none of them can end. */
export function fenced(lines: readonly string[], language = ''): string {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)),
  )
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, ...lines, fence].join('\n')
}
