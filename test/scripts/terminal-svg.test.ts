// The pictures of the README hold as text what the plugin prints.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { terminalSvg } from '../../scripts/terminal-svg.ts'
import { podlife } from '../process/plugin.ts'

/** The lines of a picture as a reader who copies them gets them, without the command line. */
function linesOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)]
    .map(([, inner = '']) => inner.replaceAll(/<[^>]*>/g, ''))
    .map((text) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    )
    .slice(1)
}

describe('a picture of a terminal', () => {
  test('has colours as classes, and leaves no code behind', () => {
    const svg = terminalSvg(
      'x',
      '\u001b[31m\u001b[1m✖ a <b> & "c"\u001b[22m\u001b[39m d\n\n  \u001b[2me\u001b[22m\n',
    )
    expect(svg).toContain('<tspan class="bad strong">✖ a &lt;b&gt; &amp; &quot;c&quot;</tspan> d')
    expect(svg).toContain('  <tspan class="faint">e</tspan>')
    expect(svg).not.toContain('\u001b')
    expect(linesOf(svg)).toEqual(['✖ a <b> & "c" d', '  e'])
  })

  test('refuses a code that it would draw wrongly', () => {
    expect(() => terminalSvg('x', '\u001b[45mred on purple')).toThrow('the code "45"')
  })

  test('holds what is printed, to the letter', async () => {
    const { stdout } = await podlife([
      'explain',
      '-f',
      'test/pods/g01-init-crash/objects.json',
      '--now',
      '2026-11-24T02:59:35Z',
    ])
    const drawn = linesOf(readFileSync('docs/pictures/explain.svg', 'utf8'))
    expect(drawn).toEqual(stdout.split('\n').filter((line) => line !== ''))
  })
})
