// What the bundle leaves out: the stand-ins must have every name that the parts which stay ask for, and the lazy width must agree
// with the exact one.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'

const source = readFileSync('scripts/package-left-out.mjs', 'utf8')
const standIns = [...source.matchAll(/^ {2}'([^']+)': [`'](.*)[`'],$/gm)].map(([, file = '', text = '']) => ({
  file,
  text,
}))

describe('each stand-in replaces a file that is there', () => {
  test.each(standIns.filter(({ file }) => file.includes('/') && !file.startsWith('node:')))(
    '$file',
    ({ file }) => {
      if (file === 'undici/index') return
      expect(readFileSync(`node_modules/${file}.js`, 'utf8').length).toBeGreaterThan(0)
    },
  )
})

test('what the parser and the flags of the framework ask of a stand-in, it has', () => {
  const stays = [
    'flags',
    'parser/index',
    'parser/parse',
    'parser/errors',
    'parser/help',
    'parser/validate',
    'errors/errors/cli',
  ]
  for (const file of stays) {
    const text = readFileSync(`node_modules/@oclif/core/lib/${file}.js`, 'utf8')
    for (const [, variable = '', path = ''] of text.matchAll(/const (\w+_\d) = require\("(\.[^"]+)"\)/g)) {
      const target = new URL(path, `file:///@oclif/core/lib/${file}`).pathname.slice(1)
      const stand = standIns.find(
        ({ file: replaced }) => replaced === target || replaced === `${target}/index`,
      )
      if (stand === undefined) continue
      const asked = new Set(
        [...text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))].map(([, name]) => name),
      )
      for (const name of asked)
        expect(stand.text, `${file} asks ${target} for ${name}`).toMatch(new RegExp(`exports\\.${name}\\b`))
    }
  }
})

const lazyBuiltins = [
  ...readFileSync('scripts/lazy-builtins.mjs', 'utf8').matchAll(/^ {2}'([a-z_/]+)',$/gm),
].map(([, name = '']) => name)

test('some modules of the runtime are loaded late', () => expect(lazyBuiltins.length).toBeGreaterThan(10))

test.each(lazyBuiltins)('an object with the names of node:%s can stand for it', (name) => {
  const exported: unknown = createRequire(import.meta.url)(`node:${name}`)
  expect(typeof exported).toBe('object')
})

test('a character that is taken for one column wide is that', () => {
  const simple = /const simple = \/\^\[(.+)\]\*\$\//.exec(source)?.[1] ?? ''
  const pattern = new RegExp(`^[${simple.replaceAll('\\\\', '\\')}]$`)
  const taken = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((char) =>
    pattern.test(char),
  )
  expect(taken.length).toBeGreaterThan(200)
  for (const char of taken) expect(stringWidth(char), char).toBe(1)
  expect(stringWidth(taken.join(''))).toBe(taken.length)
})
