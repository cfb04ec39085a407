import { describe, expect, test } from 'vitest'
import { outline, parsePage } from '../../src/status/parse-page.ts'

describe('a page', () => {
  const page = '---\nword: X\nkinds: status\nwriter: kubelet\n---\nIt is.\n\n'
  const sections = outline.map((heading) => `## ${heading}\n\ntext\n`).join('\n')

  test('is read', () => {
    const entry = parsePage('x', page + sections)
    expect(entry).toMatchObject({
      word: 'X',
      kinds: ['status'],
      writer: 'kubelet',
      since: '',
      meaning: 'It is.',
      see: [],
    })
    expect(entry.sections[2]).toEqual({ heading: outline[2], text: 'text' })
  })

  test('is the same with the line ends of Windows', () => {
    expect(parsePage('x', (page + sections).replaceAll('\n', '\r\n'))).toEqual(
      parsePage('x', page + sections),
    )
  })

  test.each([
    ['without front matter', sections],
    ['without a word', page.replace('word: X\n', '') + sections],
    ['of an unknown kind', page.replace('status', 'thing') + sections],
    ['with another outline', page + sections.replace('## Often', '## Sometimes')],
    ['with a field that is none', page.replace('word: X', 'word') + sections],
  ])('%s is refused, by name', (_, source) => {
    expect(() => parsePage('some-page', source)).toThrow(/^some-page: /)
  })
})
