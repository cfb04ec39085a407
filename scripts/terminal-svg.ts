// Draws what a program printed to a terminal as SVG: real text, in the reader's light or dark setting.

const columnWidth = 8.4
const lineHeight = 19
const margin = 16
const head = 34

const style = `
.terminal { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --bar: #f6f8fa;
  --bad: #cf222e; --good: #1a7f37; --unsure: #9a6700; }
@media (prefers-color-scheme: dark) { .terminal { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --paper: #0d1117; --bar: #151b23;
  --bad: #ff7b72; --good: #3fb950; --unsure: #d29922; } }
.terminal text { fill: var(--ink); font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; }
.terminal .paper { fill: var(--paper); stroke: var(--line); } .terminal .bar { fill: var(--bar); }
.terminal .strong { font-weight: bold; } .terminal .faint { fill: var(--soft); }
.terminal .bad { fill: var(--bad); } .terminal .good { fill: var(--good); } .terminal .unsure { fill: var(--unsure); }
`

// The codes that our palette writes: on, and off again.
const codes: Record<string, readonly [on: string | null, off: readonly string[]]> = {
  '1': ['strong', []],
  '2': ['faint', []],
  '22': [null, ['strong', 'faint']],
  '31': ['bad', []],
  '32': ['good', []],
  '33': ['unsure', []],
  '39': [null, ['bad', 'good', 'unsure']],
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '')

/**
 * One self-contained SVG file: the command line that was typed, and what it printed, with its colours. Throws for a control
 * code that is none of our palette's.
 */
export function terminalSvg(command: string, printed: string): string {
  const lines = printed.trimEnd().split('\n')
  const columns = Math.max(80, ...lines.map((line) => withoutCodes(line).length))
  const width = Math.ceil(2 * margin + columns * columnWidth)
  const height = head + lines.length * lineHeight + 2 * margin
  const row = (index: number): number => head + margin + index * lineHeight + 12
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg class="terminal" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(command)}">`,
    `<style>${style}</style>`,
    `<rect class="paper" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    `<path class="bar" d="M1 ${head}V9a8 8 0 0 1 8-8H${width - 9}a8 8 0 0 1 8 8V${head}Z"/>`,
    `<text class="strong" x="${margin}" y="22">$ ${escaped(command)}</text>`,
    ...coloured(lines).map((line, index) =>
      line === '' ? '' : `<text x="${margin}" y="${row(index)}" xml:space="preserve">${line}</text>`,
    ),
    '</svg>',
    '',
  ]
    .filter((line, index, all) => line !== '' || index === all.length - 1)
    .join('\n')
}

function withoutCodes(line: string): string {
  return line.replaceAll(/\u001b\[[\d;]*m/g, '')
}

/** Each line as SVG. What is switched on goes on over the end of a line. */
function coloured(lines: readonly string[]): string[] {
  const on = new Set<string>()
  return lines.map((line) =>
    line
      .split(/(\u001b\[[\d;]*m)/)
      .map((piece) => {
        const sequence = /^\u001b\[([\d;]*)m$/.exec(piece)?.[1]
        if (sequence === undefined) return span(piece, on)
        for (const code of sequence.split(';')) turn(code, on)
        return ''
      })
      .join(''),
  )
}

function turn(code: string, on: Set<string>): void {
  const known = codes[code]
  if (known === undefined) throw new Error(`the picture has no colour for the code "${code}"`)
  const [added, removed] = known
  if (added !== null) on.add(added)
  for (const name of removed) on.delete(name)
}

function span(text: string, on: ReadonlySet<string>): string {
  if (text === '' || on.size === 0) return escaped(text)
  return `<tspan class="${[...on].join(' ')}">${escaped(text)}</tspan>`
}
