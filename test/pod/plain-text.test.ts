import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../src/pod/plain-text.ts'

describe('the form in which matchers read a text', () => {
  test.each([
    [
      'merged events',
      '(combined from similar events): Readiness probe failed: x',
      'Readiness probe failed: x',
    ],
    [
      'empty gRPC codes, also inside of another',
      'rpc error: code = Unknown desc = rpc error: code = NotFound desc = no such disk',
      'rpc error: code = NotFound desc = no such disk',
    ],
    ['escaped quotes', 'exec: \\"/app\\": stat /app: no such file', 'exec: "/app": stat /app: no such file'],
    ['quotes escaped twice', 'msg=\\"exec: \\\\\\"/app\\\\\\"\\"', 'msg="exec: "/app""'],
    ['escaped line ends', 'first\\nsecond\\n', 'first\nsecond\n'],
    ['a path of Windows stays', 'open C:\\new\\table.txt: not found', 'open C:\\new\\table.txt: not found'],
    [
      'a page of HTML',
      'got 403: <!DOCTYPE html PUBLIC "-//W3C//DTD" "http://www.w3.org/TR/x.dtd"><html><head><style>a{b}</style><title>Forbidden</title></head><body><a href="https://help.example.com">help</a> &amp; more</body></html>',
      'got 403: Forbidden help & more',
    ],
    [
      'a page that was cut off',
      '<html><body><h1>502 Bad Gateway</h1><a href="http://x.exam',
      '502 Bad Gateway',
    ],
  ])('%s', (_, text, plain) => {
    expect(plainText(text).trim().replace(/\s+/g, ' ')).toBe(plain.trim().replace(/\s+/g, ' '))
  })

  test('a text without any of this stays as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 .:/=,-]*$/), (text) => {
        expect(plainText(text)).toBe(text)
      }),
    )
  })

  test('is read in time in proportion to its size', () => {
    for (const text of [
      '<html>'.repeat(20_000),
      '<a '.repeat(50_000),
      '\\'.repeat(200_000),
      '<!--'.repeat(50_000),
    ]) {
      const startedAt = performance.now()
      plainText(`<html>${text}`)
      expect(performance.now() - startedAt).toBeLessThan(2_000)
    }
  })
})
