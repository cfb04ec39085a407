import fc from 'fast-check'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { renderJson } from '../../src/render/json.ts'
import { inline, lines, neutralJson, neutralYaml } from '../../src/render/neutralise.ts'
import { renderYaml } from '../../src/render/yaml.ts'

const forbidden =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/u
const visibleMarks = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u

test('no code point that a terminal or a reader could obey gets through, out of all there are', () => {
  const through: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code)
    for (const shown of [inline(`a${character}b`), ...lines(`a${character}b`)]) {
      if (forbidden.test(shown) && !visibleMarks.test(shown)) through.push(code.toString(16))
    }
    if (forbidden.test(neutralJson(JSON.stringify(character)))) through.push(`json ${code.toString(16)}`)
  }
  expect(through).toEqual([])
})

test('an attack stays visible as evidence', () => {
  expect(inline('\u001b[2Jok\u009b1m\u202e\u200b')).toBe('\\x1b[2Jok\\x9b1m\\u{202e}\\u{200b}')
})

test('a line break cannot start a line of its own', () => {
  expect(inline('first\n✔ Healthy\r\nlast')).toBe('first⏎✔ Healthy⏎last')
  expect(lines('first\n\tlast\n\n')).toEqual(['first', '  last'])
})

test('a CI system sees no command in it', () => {
  expect(inline('##[error]x ##vso[task.complete]y ::set-output name=a::b')).not.toMatch(
    /##\[|##vso\[|::set-output name=a::/,
  )
})

test('a long field is cut, and says how much is missing', () => {
  expect(inline('x'.repeat(3000))).toMatch(/^x{2048}… \(952 more characters\)$/)
})

test('legitimate text of any script stays as it is', () => {
  for (const text of ['Größe', '日本語', 'שלום', 'नमस्ते', '😀 ok', 'é']) expect(inline(text)).toBe(text)
})

test('JSON and YAML come back as exactly what went in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (object) => {
      const plain = JSON.parse(JSON.stringify(object)) as object
      expect(JSON.parse(neutralJson(JSON.stringify(plain)))).toEqual(plain)
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (items) => {
      const text = renderYaml({ items })
      expect(load(text)).toEqual({ items })
      expect(text.replaceAll('\n', '')).not.toMatch(forbidden)
    }),
  )
  expect(neutralYaml('"\u202e"')).toBe('"\\U0000202e"')
})

test('our own sentences stay safe to show after parsing, while quotes are what the cluster wrote', () => {
  const hostile = 'x\u001b[2J'
  const parsed = JSON.parse(
    renderJson({ what: hostile, next: [{ advice: hostile }], evidence: [{ quote: hostile }] }),
  ) as object
  expect(parsed).toEqual({
    what: 'x\\x1b[2J',
    next: [{ advice: 'x\\x1b[2J' }],
    evidence: [{ quote: hostile }],
  })
})
