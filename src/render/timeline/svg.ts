// The life of a pod as SVG: the same rows as in a terminal, in light and dark, with the sources on hover.
import type { Timeline } from '../../timeline/timeline.ts'
import { namesOf } from '../format.ts'
import { markup } from '../markup.ts'
import { type Bar, type ExitMark, type Row, rowsOf, timesOf } from './rows.ts'
import { type Scale, scaleOf } from './scale.ts'
import { type BarStyle, barWords, fate, lasted, period, shortDuration, stageTitle } from './words.ts'

// A cell of the scale is this many pixels wide.
const cell = 8
const cells = 100
const left = 170
const rowHeight = 30
const barHeight = 16
const top = 34
const width = left + cells * cell + 24

/** The style of the picture; colours follow the reader's light or dark setting, and each look has its own pattern beside its colour. */
export const pictureStyle = `
.podlife { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff;
  --up: #2da44e; --start: #bf8700; --prepare: #8250df; --wait: #8c959f; --sandbox: #afb8c1; --bad: #cf222e; --stop: #0969da; }
@media (prefers-color-scheme: dark) { .podlife { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --paper: #0d1117;
  --up: #3fb950; --start: #d29922; --prepare: #a371f7; --wait: #6e7681; --sandbox: #484f58; --bad: #f85149; --stop: #58a6ff; } }
.podlife text { fill: var(--ink); font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.podlife .soft { fill: var(--soft); font-size: 11px; }
.podlife .inside { fill: #ffffff; font-size: 11px; pointer-events: none; paint-order: stroke; stroke: #00000099; stroke-width: 3px; stroke-linejoin: round; }
.podlife .title { font-weight: bold; }
.podlife .grid { stroke: var(--line); stroke-width: 1; }
.podlife .paper { fill: var(--paper); }
.podlife .cut { fill: var(--paper); stroke: var(--soft); stroke-width: 1; }
.podlife .look-up { fill: var(--up); } .podlife .look-start { fill: var(--start); } .podlife .look-prepare { fill: var(--prepare); }
.podlife .look-wait { fill: none; stroke: var(--wait); stroke-dasharray: 2 3; } .podlife .look-sandbox { fill: var(--sandbox); }
.podlife .look-unready { fill: none; stroke: var(--bad); stroke-width: 2; } .podlife .look-back-off { fill: none; stroke: var(--bad); stroke-dasharray: 5 3; }
.podlife .look-stop { fill: var(--stop); } .podlife .look-done { fill: none; stroke: var(--soft); stroke-dasharray: 1 4; }
.podlife .look-gap { fill: none; stroke: var(--soft); stroke-dasharray: 3 3; }
.podlife .hatch { stroke: var(--paper); stroke-width: 2; opacity: 0.45; }
.podlife .well { fill: var(--up); stroke: var(--paper); } .podlife .badly { stroke: var(--bad); stroke-width: 3; fill: none; }
.podlife .moment { stroke: var(--ink); stroke-width: 1.5; }
`

/** One self-contained SVG file for a life, with a newline at its end. */
export function renderTimelineSvg(timeline: Timeline): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${pictureOf(timeline, 'file')}\n`
}

/** The life alone as SVG; "" for none. */
export function renderTimelineSvgs([timeline]: readonly Timeline[]): string {
  return timeline === undefined ? '' : renderTimelineSvg(timeline)
}

/** The `svg` element. For a page its style stands in the page already, and its title above it. `id` keeps patterns of two apart. */
export function pictureOf(timeline: Timeline, where: 'file' | 'page', id = 0): string {
  const rows = rowsOf(timeline)
  const scale = scaleOf(timesOf(rows), cells)
  const head = where === 'file' ? 26 : 0
  const barStyles = new Set(rows.flatMap(({ bars }) => bars.map(({ style }) => style)))
  const legend = legendOf(barStyles, rows, head + top + rows.length * rowHeight + 24, id)
  const height = legend.bottom
  const title = `${timeline.pod?.namespace ?? ''}/${timeline.pod?.name ?? ''}: ${fate(timeline)}`
  return [
    `<svg class="podlife" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${markup(title)}">`,
    ...(where === 'file'
      ? [`<style>${pictureStyle}</style>`, `<rect class="paper" width="${width}" height="${height}"/>`]
      : []),
    patterns(id),
    ...(where === 'file' ? [`<text class="title" x="12" y="20">${markup(title)}</text>`] : []),
    `<g transform="translate(0 ${head})">`,
    ...axis(scale, rows.length),
    ...rows.flatMap((row, index) => drawRow(row, index, scale, timeline, id)),
    ...cuts(scale, rows.length),
    '</g>',
    ...legend.parts,
    '</svg>',
  ].join('\n')
}

function patterns(id: number): string {
  const lines: [string, string][] = [
    ['start', 'M0 6L6 0'],
    ['stop', 'M0 0L6 6'],
    ['prepare', 'M3 0V6'],
  ]
  const made = lines.map(
    ([style, path]) =>
      `<pattern id="p${id}-${style}" width="6" height="6" patternUnits="userSpaceOnUse"><path class="hatch" d="${path}"/></pattern>`,
  )
  return `<defs>${made.join('')}</defs>`
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function place(scale: Scale, at: number): number {
  return left + scale.x(at) * cell
}

function axis(scale: Scale, rows: number): string[] {
  const bottom = top + rows * rowHeight
  return scale.ticks(9).flatMap(({ at, x }) => {
    const line = px(left + x * cell)
    return [
      `<line class="grid" x1="${line}" y1="${top - 6}" x2="${line}" y2="${bottom}"/>`,
      `<text class="soft" x="${line}" y="${top - 12}">${at === scale.from ? '0' : markup(shortDuration(at - scale.from))}</text>`,
    ]
  })
}

function cuts({ breaks }: Scale, rows: number): string[] {
  const bottom = top + rows * rowHeight
  return breaks.map(({ x, width: cellsWide, from, to }) => {
    const middle = left + (x + cellsWide / 2) * cell
    const [a, b] = [middle - 5, middle + 5]
    return [
      `<g><title>${markup(shortDuration(to - from))} left out</title>`,
      `<path class="cut" d="M${a + 4} ${top - 6}L${a - 4} ${bottom}H${b - 4}L${b + 4} ${top - 6}Z"/>`,
      `<text class="soft" text-anchor="middle" x="${middle}" y="${top - 12}">${markup(shortDuration(to - from))}</text></g>`,
    ].join('')
  })
}

function drawRow(row: Row, index: number, scale: Scale, timeline: Timeline, id: number): string[] {
  const y = top + index * rowHeight
  const label = row.kind === 'pod' ? 'pod' : row.name
  const role = row.kind === 'init' || row.kind === 'sidecar' || row.kind === 'ephemeral' ? ` ${row.kind}` : ''
  return [
    `<g><title>${markup(`${row.kind} ${row.name}`)}</title><text x="12" y="${y + 16}">${markup(short(label, role === '' ? 19 : 12))}<tspan class="soft">${role}</tspan></text></g>`,
    ...row.bars.map((bar) => drawBar(bar, y, scale, timeline, id)),
    ...momentsOf(row, y, scale, timeline),
    ...row.exits.map((terminated) => drawExit(terminated, y, scale)),
  ]
}

function short(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`
}

function drawBar(bar: Bar, y: number, scale: Scale, timeline: Timeline, id: number): string {
  const x = place(scale, bar.from)
  const wide = Math.max(place(scale, bar.to) - x, 2)
  const isLine = bar.style === 'sandbox'
  const [at, high] = isLine ? [y + barHeight / 2 + 2, 4] : [y + 3, barHeight]
  const box = `x="${px(x)}" y="${at}" width="${px(wide)}" height="${high}"`
  const text = bar.stage === null || bar.style === 'gap' ? 'not known' : stageTitle(bar.stage)
  const hatched = ['start', 'stop', 'prepare'].includes(bar.style)
    ? `<rect ${box} rx="2" fill="url(#p${id}-${bar.style})"/>`
    : ''
  const solid = ['up', 'start', 'stop', 'prepare'].includes(bar.style)
  const inside =
    wide > text.length * 7 + 8 && !isLine
      ? `<text class="${solid ? 'inside' : 'soft'}" x="${px(x + 5)}" y="${y + 15}">${markup(text)}</text>`
      : ''
  return `<g><title>${markup(hover(bar, timeline))}</title><rect class="look-${bar.style}" ${box} rx="2"/>${hatched}${inside}</g>`
}

function hover({ stage, from, to }: Bar, { takenAt }: Timeline): string {
  if (stage === null) return `not known, ${shortDuration(to - from)}`
  const sources = stage.sources.length === 0 ? '' : `, from ${stage.sources.join(' and ')}`
  return `${stageTitle(stage)}: ${lasted(stage, takenAt)}, ${period(stage, takenAt)} (${stage.precision})${sources}`
}

function momentsOf({ subject }: Row, y: number, scale: Scale, { moments }: Timeline): string[] {
  return moments
    .filter((moment) => moment.subject === subject && moment.what !== 'exited')
    .filter(({ at }) => Date.parse(at) >= scale.from && Date.parse(at) <= scale.to)
    .map(({ at, what, precision, source }) => {
      const x = px(place(scale, Date.parse(at)))
      return `<g><title>${markup(`${what} ${at} (${precision}), from ${source}`)}</title><line class="moment" x1="${x}" y1="${y + 20}" x2="${x}" y2="${y + 25}"/></g>`
    })
}

function drawExit({ at, code, reason, run }: ExitMark, y: number, scale: Scale): string {
  const x = place(scale, at)
  const middle = y + 3 + barHeight / 2
  const title = `<title>${markup(`run ${run} ended with code ${code}${reason === '' ? '' : ` (${reason})`}`)}</title>`
  return code === 0
    ? `<g>${title}<circle class="well" cx="${px(x)}" cy="${middle}" r="6"/></g>`
    : `<g>${title}<path class="badly" d="M${px(x - 5)} ${middle - 5}l10 10m0 -10l-10 10"/></g>`
}

function legendOf(
  barStyles: ReadonlySet<BarStyle>,
  rows: readonly Row[],
  y: number,
  id: number,
): { parts: string[]; bottom: number } {
  const exits = rows.flatMap((row) => row.exits)
  const items: [string, string][] = namesOf(barWords)
    .filter((style) => barStyles.has(style))
    .map((style) => [legendBox(style, id), barWords[style]])
  if (exits.some(({ code }) => code === 0))
    items.push(['<circle class="well" cx="9" cy="0" r="6"/>', 'ended with code 0'])
  if (exits.some(({ code }) => code !== 0))
    items.push(['<path class="badly" d="M4 -5l10 10m0 -10l-10 10"/>', 'ended otherwise'])
  let x = 12
  let line = y
  const parts = items.map(([sign, text]) => {
    const wide = 34 + text.length * 7
    if (x + wide > width) {
      x = 12
      line += 20
    }
    const part = `<g transform="translate(${x} ${line})">${sign}<text class="soft" x="24" y="4">${markup(text)}</text></g>`
    x += wide
    return part
  })
  return { parts, bottom: line + 18 }
}

function legendBox(style: BarStyle, id: number): string {
  const box =
    style === 'sandbox' ? 'x="0" y="-2" width="18" height="4"' : 'x="0" y="-6" width="18" height="12"'
  const hatch = ['start', 'stop', 'prepare'].includes(style)
    ? `<rect ${box} rx="2" fill="url(#p${id}-${style})"/>`
    : ''
  return `<rect class="look-${style}" ${box} rx="2"/>${hatch}`
}
