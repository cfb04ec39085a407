import { describe, expect, test } from 'vitest'
import { dictionaryMarkdown } from '../../scripts/dictionary-page.ts'
import { lookUp, words } from '../../src/status/dictionary.ts'
import { outline } from '../../src/status/parse-page.ts'

const isFound = (word: string): boolean => 'found' in lookUp(word)

describe.each(words())('the page of $word ($kinds)', (entry) => {
  test('has the outline, a writer, and commands to go on with', () => {
    expect(entry.sections.map(({ heading }) => heading)).toEqual([...outline])
    for (const { text } of entry.sections) expect(text.trim()).not.toBe('')
    expect(entry.writer).not.toBe('')
    expect(entry.sections.at(-1)?.text).toMatch(/^ {4}kubectl /m)
  })

  test('has a meaning of one paragraph, without Markdown, that fits into a diagnosis', () => {
    expect(entry.meaning).toMatch(/^[A-Z][^`*\n]+[.]$/)
    expect(entry.meaning.length).toBeLessThan(330)
  })

  test('indents every command, and uses only placeholders that are explained', () => {
    const lines = entry.sections.flatMap(({ text }) => text.split('\n'))
    expect(lines.filter((line) => /^\s*kubectl /.test(line) && !line.startsWith('    '))).toEqual([])
    const commands = lines.filter((line) => line.startsWith('    '))
    expect(commands.filter((line) => !line.startsWith('    kubectl '))).toEqual([])
    // Capital words in a command: the placeholders and jsonpath's own.
    const strange = commands.filter((line) =>
      /(?<![\w.:])(?!POD\b|NS\b|CONTAINER\b)[A-Z]{2,}\b(?!:)/.test(line),
    )
    expect(strange).toEqual([])
  })

  test('points only at words that are found', () => {
    expect(entry.see.filter((word) => !isFound(word))).toEqual([])
    expect(entry.see).not.toContain(entry.kinds.includes('exit-code') ? entry.word : null)
  })

  test('has versions of Kubernetes in order', () => {
    for (const version of [entry.since, entry.until]) expect(version).toMatch(/^(1\.\d\d)?$/)
    if (entry.since !== '' && entry.until !== '') expect(entry.since <= entry.until).toBe(true)
  })
})

test('no two pages of a word have the same kinds', () => {
  const names = words().map(({ word, kinds }) => `${word}: ${kinds.join()}`)
  expect(new Set(names).size).toBe(names.length)
})

describe('the page of all words', () => {
  const markdown = dictionaryMarkdown(words())

  test('has each entry once, and the contents link to all of them', () => {
    const anchors = Array.from(markdown.matchAll(/<a id="([^"]+)">/g), ([, id]) => id)
    const linked = new Set(Array.from(markdown.matchAll(/\]\(#([^)]+)\)/g), ([, id]) => id))
    expect(anchors).toHaveLength(words().length)
    expect(new Set(anchors).size).toBe(anchors.length)
    expect(new Set(anchors)).toEqual(linked)
  })
})
