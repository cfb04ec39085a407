import { expect, test } from 'vitest'
import { apiPath, fieldSelector, isSafeName, resourcePath } from '../../../src/cluster/api/api-path.ts'
import { ClusterError, firstLine } from '../../../src/cluster/errors.ts'

const hostile = [
  '',
  '.',
  '..',
  '/',
  'a/b',
  '../x',
  '%2e%2e',
  'a%',
  'a\nb',
  '\u0000',
  '\u007f',
  '\u009b',
  '\ud800',
]

test.each(hostile)('%j is no name', (name) => {
  expect(isSafeName(name)).toBe(false)
  expect(() => apiPath(['api', name])).toThrow(ClusterError)
})

test('any other name stays one segment of the path it belongs to', () => {
  const alphabet = [
    'a',
    '?',
    '#',
    '&',
    '=',
    ',',
    '\\',
    ':',
    '@',
    ';',
    '+',
    ' ',
    '.',
    '-',
    'ä',
    '😀',
    '"',
    "'",
    '[',
    '~',
    '*',
  ]
  for (const first of alphabet) {
    for (const second of alphabet) {
      const name = `${first}${second}`
      if (!isSafeName(name)) continue
      const url = new URL(resourcePath({ plural: 'pods', group: '' }, 'shop', name), 'https://x')
      expect(url.search + url.hash).toBe('')
      expect(url.pathname.split('/').map(decodeURIComponent)).toEqual([
        '',
        'api',
        'v1',
        'namespaces',
        'shop',
        'pods',
        name,
      ])
    }
  }
})

test('a query holds what it was given, and nothing empty', () => {
  const path = resourcePath({ plural: 'jobs', group: 'batch' }, null, null, {
    labelSelector: 'a in (b,c)',
    limit: 500,
    continue: '',
  })
  expect(path).toBe('/apis/batch/v1/jobs?labelSelector=a+in+%28b%2Cc%29&limit=500')
})

test('values of a field selector cannot add to it', () => {
  expect(fieldSelector({ 'involvedObject.name': 'a,b=c\\', 'involvedObject.kind': 'Pod' })).toBe(
    'involvedObject.name=a\\,b\\=c\\\\,involvedObject.kind=Pod',
  )
})

test('the first line of a hostile text is one neutral line', () => {
  expect(firstLine('  a\u001b[2Jb\u202e\u009b\u200b\r\nc')).toBe('a [2Jb')
  expect(firstLine('x'.repeat(1000), 10)).toBe('xxxxxxxxxx…')
})
