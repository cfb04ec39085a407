import stringWidth from 'string-width'

// A blank, but not the one between a number and its unit.
const breakable = / (?!(?<=\d )(?:s|ms|min|h)\b)/

/**
 * Breaks a text at blanks into lines of at most `width` columns, as a terminal counts them. A word that is longer than a
 * line is cut, so that nothing runs over the edge. Never returns an empty list.
 */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 8)
  const result: string[] = []
  let line = ''
  for (const word of text.split(breakable)) {
    const candidate = line === '' ? word : `${line} ${word}`
    if (stringWidth(candidate) <= room) {
      line = candidate
      continue
    }
    if (line !== '') result.push(line)
    const pieces = cutWord(word, room)
    line = pieces.pop() ?? ''
    result.push(...pieces)
  }
  return [...result, line]
}

// Made only where it is needed: it loads tables.
let graphemes: Intl.Segmenter | undefined

function cutWord(word: string, room: number): string[] {
  if (stringWidth(word) <= room) return [word]
  const pieces = ['']
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  for (const { segment } of graphemes.segment(word)) {
    const last = pieces.at(-1) ?? ''
    if (stringWidth(last + segment) > room) pieces.push(segment)
    else pieces[pieces.length - 1] = last + segment
  }
  return pieces
}

/** The text with blanks up to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}
