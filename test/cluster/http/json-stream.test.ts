import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonValues } from '../../../src/cluster/http/json-stream.ts'

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

async function read(text: string, size = 7): Promise<unknown[]> {
  const values: unknown[] = []
  for await (const { value } of jsonValues(pieces(text, size))) values.push(value)
  return values
}

describe('gives out each value once, however the bytes arrive', () => {
  const inputs: [string, unknown[]][] = [
    ['{"a":1}', [{ a: 1 }]],
    ['{"a":1}\n{"b":"x\\"}{"}\n', [{ a: 1 }, { b: 'x"}{' }]],
    ['[{"a":1}, {"b":[{}]}]', [{ a: 1 }, { b: [{}] }]],
    [
      '{"kind":"List","items":[{"x":[1,{"items":[]}]},{"y":"\\\\"}],"metadata":{"q":{}}}{"z":1}',
      [{ x: [1, { items: [] }] }, { y: '\\' }, { z: 1 }],
    ],
    ['{"items":[]}', []],
    ['{"spec":{"items":[{"a":1}]}}', [{ spec: { items: [{ a: 1 }] } }]],
    ['{"name":"items","spec":[{"a":1}]}', [{ name: 'items', spec: [{ a: 1 }] }]],
    ['{"a":"größe 日本"}', [{ a: 'größe 日本' }]],
    ['', []],
  ]
  test.each(inputs)('%s', async (text, values) => {
    for (let size = 1; size <= Buffer.byteLength(text) + 1; size++)
      expect(await read(text, size)).toEqual(values)
  })

  test('any list of objects, in any writing, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 40 }),
        async (objects, size) => {
          const plain = JSON.parse(JSON.stringify(objects)) as unknown[]
          const noLists = plain.filter((value) => !Array.isArray((value as { items?: unknown }).items))
          expect(await read(noLists.map((value) => JSON.stringify(value)).join('\n'), size)).toEqual(noLists)
          expect(await read(JSON.stringify(plain, null, 2), size)).toEqual(plain)
          expect(await read(JSON.stringify({ kind: 'List', items: plain, metadata: {} }), size)).toEqual(
            plain,
          )
        },
      ),
    )
  })
})

test('knows the kind of the list that an item came from', async () => {
  const kinds: string[] = []
  for await (const { listKind } of jsonValues(pieces('{"kind": "PodList", "items": [{"a":1}]}', 5)))
    kinds.push(listKind)
  expect(kinds).toEqual(['PodList'])
})

test.each([
  ['{"a":', 'ends in the middle'],
  ['{"a":"', 'ends in the middle'],
  ['{"items":[{"a":1}', 'ends in the middle'],
  ['nope', 'unexpected "n"'],
  ['{"a":1}}', 'unexpected closing bracket'],
  ['{"a" 1}', 'in the value that begins at byte 0'],
])('refuses %s', async (text, message) => {
  await expect(read(text)).rejects.toThrow(message)
})

test('a huge value in small pieces takes time in proportion to its size', async () => {
  const text = JSON.stringify({ data: 'x'.repeat(8_000_000) })
  const before = process.cpuUsage()
  expect(await read(text, 1000)).toHaveLength(1)
  // Copying all that was read with each piece takes four times as long.
  // Time of the processor, which does not pass while others have it.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500)
})
