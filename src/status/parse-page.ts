// Reads one page of the dictionary: front matter, the meaning, and the sections of the fixed outline.

/** What a word can be. A word may be several of them, and have a page for each. */
const kinds = [
  'status',
  'phase',
  'condition',
  'condition-reason',
  'waiting-reason',
  'terminated-reason',
  'pod-reason',
  'exit-code',
  'signal',
  'form',
] as const

export type Kind = (typeof kinds)[number]

interface Section {
  readonly heading: string
  readonly text: string
}

/** What the dictionary says of one word. */
export interface Entry {
  /** As Kubernetes spells it; a form has a capital letter where the value goes, such as `Init:N/M`. */
  readonly word: string
  readonly kinds: readonly Kind[]
  /** The component that writes it. */
  readonly writer: string
  /** The first minor version of Kubernetes that has it; "" for every version since 1.20. */
  readonly since: string
  /** The last minor version that has it; "" while it is still written. */
  readonly until: string
  /** One or two plain sentences, true in every case in which the word appears. */
  readonly meaning: string
  /** With the headings of `outline`, in that order. */
  readonly sections: readonly Section[]
  /** Other words of the dictionary. */
  readonly see: readonly string[]
}

/** The headings of every page, in their order. */
export const outline = ['Who writes it, and when', 'Often confused with', 'What to look at next'] as const

/**
 * Reads the Markdown of a page. Throws an error that names the page when the front matter, a kind or the outline is not
 * as it should be, so that a broken page cannot ship.
 */
export function parsePage(name: string, source: string): Entry {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(source.replaceAll('\r\n', '\n')) ?? []
  if (head === undefined || body === undefined) throw new Error(`${name}: no front matter`)
  const fields = new Map(head.split('\n').map((line) => readField(name, line)))
  const [meaning = '', ...rest] = body.trim().split(/\n+## /)
  const sections = rest.map(readSection)
  const word = fields.get('word') ?? ''
  if (word === '' || meaning === '') throw new Error(`${name}: a page needs a word and a meaning`)
  if (sections.map(({ heading }) => heading).join() !== outline.join())
    throw new Error(`${name}: not the outline`)
  return {
    word,
    kinds: listed(fields.get('kinds')).map((kind) => readKind(name, kind)),
    writer: fields.get('writer') ?? '',
    since: fields.get('since') ?? '',
    until: fields.get('until') ?? '',
    meaning,
    sections,
    see: listed(fields.get('see')),
  }
}

function readField(name: string, line: string): [string, string] {
  const [, key, value] = /^([a-z]+): (.+)$/.exec(line) ?? []
  if (key === undefined || value === undefined) throw new Error(`${name}: "${line}" is not a field`)
  return [key, value.trim()]
}

function readSection(text: string): Section {
  const [heading = '', ...lines] = text.split('\n')
  return { heading: heading.trim(), text: lines.join('\n').replace(/^\n+|\s+$/g, '') }
}

function readKind(name: string, text: string): Kind {
  const kind = kinds.find((known) => known === text)
  if (kind === undefined) throw new Error(`${name}: "${text}" is no kind of word`)
  return kind
}

function listed(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
