// docs/statuses.md: the whole dictionary as one page, grouped by kind.
import type { Entry } from '../src/status/dictionary.ts'
import { grouped } from '../src/status/groups.ts'

/** The page as Markdown: a table of contents, then each entry with its sections. Takes entries in the order to print. */
export function dictionaryMarkdown(entries: readonly Entry[]): string {
  const blocks = grouped(entries)
  const anchors = new Map(entries.map((entry) => [entry, anchorOf(entry, entries)]))
  const anchor = (entry: Entry): string => anchors.get(entry) ?? ''
  const targets = new Map(entries.toReversed().map((entry) => [entry.word, anchor(entry)]))
  const contents = blocks.map(
    ({ title, members }) =>
      `- ${title}: ${members.map((entry) => `[${text(entry.word)}](#${anchor(entry)})`).join(', ')}`,
  )
  const parts = blocks.flatMap(({ title, members }) => [
    `## ${title}`,
    '',
    ...members.flatMap((entry) => entryLines(entry, anchor(entry), targets)),
  ])
  return [
    '# The dictionary',
    '',
    `What \`kubectl podlife status WORD\` answers: ${entries.length} words that Kubernetes prints for pods, where each comes from, and what to`,
    'look at next. In the commands, POD, NS and CONTAINER stand for names of your own. This page is generated (`npm run docs`).',
    '',
    ...contents,
    '',
    ...parts,
  ].join('\n')
}

function entryLines(entry: Entry, anchor: string, targets: ReadonlyMap<string, string>): string[] {
  const versions = [
    ...(entry.since === '' ? [] : [`since ${entry.since}`]),
    ...(entry.until === '' ? [] : [`until ${entry.until}`]),
  ]
  const see = entry.see.map((word) => {
    const target = targets.get(word)
    return target === undefined ? text(word) : `[${text(word)}](#${target})`
  })
  return [
    `### <a id="${anchor}"></a>${text(entry.word)}`,
    '',
    `*${[entry.kinds.join(', '), `written by: ${entry.writer}`, ...versions].join(' · ')}*`,
    '',
    entry.meaning,
    '',
    ...entry.sections.flatMap((section) => [`**${section.heading}**`, '', section.text, '']),
    ...(see.length === 0 ? [] : [`See also: ${see.join(', ')}`, '']),
  ]
}

/** A name for a link: the word in small letters; with its kind where several entries have that word. */
function anchorOf(entry: Entry, entries: readonly Entry[]): string {
  const alone = entries.filter(({ word }) => word.toLowerCase() === entry.word.toLowerCase()).length === 1
  const name = alone ? entry.word : `${entry.word} ${entry.kinds.join(' ')}`
  return `word-${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`
}

function text(word: string): string {
  return word.replaceAll(/[<>*_[\]]/g, '\\$&')
}
