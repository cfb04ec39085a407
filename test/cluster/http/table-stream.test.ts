import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TableReader } from '../../../src/cluster/http/table-stream.ts'

const columns = [{ name: 'Name' }, { name: 'Status' }]

/** As the API server writes a table: Go escapes `<`, `>` and `&`, and puts no space anywhere. */
function written(rows: readonly unknown[], metadata: unknown = { resourceVersion: '7' }): string {
  const table = { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata, columnDefinitions: columns, rows }
  return `${JSON.stringify(table).replaceAll(
    /[<>&]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )}\n`
}

/** Reads a text that arrives in pieces which end at `cuts`. */
function readIn(text: string, cuts: readonly number[]) {
  const rows: unknown[] = []
  const early: number[] = []
  const reader = new TableReader((row, head) => {
    expect(head.columnDefinitions).toEqual(columns)
    rows.push(row)
  })
  const bytes = Buffer.from(text)
  const ends = [...new Set(cuts.map((cut) => cut % bytes.length))].toSorted((a, b) => a - b)
  let from = 0
  for (const end of [...ends, bytes.length]) {
    reader.push(bytes.subarray(from, end))
    early.push(rows.length)
    from = end
  }
  return { value: reader.end(), rows, early }
}

const anyRow = fc.record({
  cells: fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant('},{"cells":["x"')), {
    maxLength: 4,
  }),
  object: fc.oneof(
    fc.constant(null),
    fc.json().map((json) => ({ note: json, parsed: JSON.parse(json) as unknown })),
  ),
})
const anyCuts = fc.array(fc.nat(), { maxLength: 12 })

describe('a table', () => {
  test('is the same however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), anyCuts, (all, cuts) => {
        const { value, rows } = readIn(written(all), cuts)
        // One without rows has nothing to hand over, and is left as it is.
        expect(rows).toEqual(JSON.parse(JSON.stringify(all)))
        expect(value).toMatchObject({ kind: 'Table', metadata: { resourceVersion: '7' }, rows: [] })
      }),
    )
  })

  test('hands rows over before it has arrived', () => {
    const all = Array.from({ length: 1000 }, (_, index) => ({
      cells: [`pod-${index}`, 'Running'],
      object: null,
    }))
    const text = written(all)
    const { rows, early } = readIn(text, [text.length / 2])
    expect(rows).toEqual(all)
    expect(early[0]).toBeGreaterThan(400)
  })

  test('with rows inside of rows is cut nowhere in them', () => {
    const inner = { cells: ['inner'], object: null }
    const all = Array.from({ length: 20 }, (_, index) => ({
      cells: [`pod-${index}`],
      object: { status: { rows: [inner, inner, inner] } },
    }))
    const text = written(all)
    for (let cut = 1; cut < text.length; cut += 7) expect(readIn(text, [cut]).rows).toEqual(all)
  })

  test('with something behind its rows keeps it', () => {
    const text = `${written([{ cells: ['a'], object: null }])
      .trimEnd()
      .slice(0, -1)},"more":1}`
    expect(readIn(text, [40]).value).toMatchObject({ kind: 'Table', more: 1 })
  })
})

test.each([
  ['spaces', JSON.stringify(JSON.parse(written([{ cells: ['a'], object: null }])), null, 2)],
  [
    'rows first',
    `{"rows":[{"cells":["a"],"object":null}],"kind":"Table","columnDefinitions":[{"name":"Name"}]}`,
  ],
  ['no table', JSON.stringify({ kind: 'PodList', items: [{ metadata: { name: 'a' } }] })],
])('%s: nothing is handed over, and the value is whole', (_, text) => {
  const { value, rows } = readIn(text, [10, 50])
  expect(rows).toEqual([])
  expect(value).toEqual(JSON.parse(text))
})

test('a text that ends too early is told', () => {
  const text = written(Array.from({ length: 50 }, (_, index) => ({ cells: [`pod-${index}`], object: null })))
  for (const end of [10, 200, text.length - 3])
    expect(() => readIn(text.slice(0, end), [150])).toThrow(SyntaxError)
})

test('what is no JSON at all is told', () => {
  expect(() => readIn('<html><body>log in</body></html>', [5])).toThrow(SyntaxError)
})
