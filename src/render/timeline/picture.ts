// The picture of one or more lives in characters: bars over one time axis, a row for the pod, its sandbox and each container.
import stringWidth from 'string-width'
import type { Timeline } from '../../timeline/timeline.ts'
import type { Palette } from '../colour.ts'
import { namesOf } from '../format.ts'
import { inline } from '../neutralise.ts'
import { pad, wrap } from '../wrap.ts'
import { type Row, rowsOf, timesOf } from './rows.ts'
import { breakWidth, type Scale, scaleOf } from './scale.ts'
import { type BarStyle, barWords, cut, fate, shortDuration, typed } from './words.ts'

export interface TimelineTextOptions {
  readonly width: number
  readonly palette: Palette
  /** No character outside ASCII in the picture. */
  readonly ascii: boolean
}

type Glyphs = Record<BarStyle | 'well' | 'badly' | 'tick' | 'axis' | 'corner' | 'cut', string>

const unicode: Glyphs = {
  wait: '·',
  prepare: '░',
  start: '▒',
  sandbox: '─',
  up: '█',
  unready: '▁',
  'back-off': '╌',
  stop: '▓',
  done: '┄',
  gap: '?',
  well: '●',
  badly: '✖',
  tick: '┬',
  axis: '─',
  corner: '┬',
  cut: '╱',
}

const ascii: Glyphs = {
  wait: '.',
  prepare: ':',
  start: '+',
  sandbox: '-',
  up: '#',
  unready: '_',
  'back-off': '~',
  stop: '=',
  done: ' ',
  gap: '?',
  well: 'o',
  badly: 'X',
  tick: '+',
  axis: '-',
  corner: '+',
  cut: '/',
}

interface Cell {
  readonly glyph: string
  readonly paint: (text: string) => string
}

/** The picture alone, as lines. */
export function drawing(timelines: readonly Timeline[], options: TimelineTextOptions): string[] {
  const drawn = timelines.map((timeline) => ({ timeline, rows: rowsOf(timeline) }))
  if (drawn.length === 0) return []
  const names = drawn.flatMap(({ rows }) => rows.map(rowLabel))
  const label = Math.min(
    Math.max(10, Math.floor(options.width / 4)),
    Math.max(...names.map((name) => stringWidth(name))),
  )
  const times = drawn.flatMap(({ rows }) => timesOf(rows))
  const scale = scaleOf(times, Math.max(16, options.width - label - 3))
  const picture = new Picture(scale, label, options)
  // All share one axis, which stands above the first.
  const pictures = drawn.map(({ timeline, rows }, index) => [
    ...header(timeline, options),
    ...(index === 0 ? ['', ...picture.axis()] : []),
    ...rows.map((row) => picture.row(row)),
  ])
  const all = drawn.flatMap(({ rows }) => rows)
  const used = new Set(all.flatMap(({ bars }) => bars.map(({ style }) => style)))
  const codes = all.flatMap(({ exits }) => exits.map(({ code }) => code))
  return [
    ...pictures.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
    '',
    ...picture.legend(
      used,
      codes.includes(0),
      codes.some((code) => code !== 0),
    ),
  ]
}

function header(timeline: Timeline, { width, palette, ascii: plain }: TimelineTextOptions): string[] {
  const { pod, moments } = timeline
  if (pod === null) return []
  const created = moments.find(({ what }) => what === 'created')
  const name = inline(`${pod.namespace}/${pod.name}`)
  const parts = [
    fate(timeline),
    pod.node === null ? 'no node' : inline(pod.node),
    ...(created === undefined ? [] : [`created ${created.at.slice(0, 10)} ${created.at.slice(11, 19)} UTC`]),
  ]
  const whole = [name, ...parts].join('   ')
  if (stringWidth(whole) <= width) return [palette.strong(whole)]
  return [
    ...wrap(name, width),
    ...wrap(typed(parts.join(' · '), plain), width - 2).map((line) => `  ${line}`),
  ].map(palette.strong)
}

function rowLabel({ name, kind }: Row): string {
  if (kind === 'pod') return 'pod'
  return kind === 'main' || kind === name ? name : `${name} (${kind})`
}

class Picture {
  readonly #scale: Scale
  readonly #label: number
  readonly #glyphs: Glyphs
  readonly #palette: Palette
  readonly #width: number

  constructor(scale: Scale, label: number, { palette, ascii: plain, width }: TimelineTextOptions) {
    this.#scale = scale
    this.#label = label
    this.#glyphs = plain ? ascii : unicode
    this.#palette = palette
    this.#width = width
  }

  /** The labels of the axis, counted from its beginning, and its line. */
  axis(): string[] {
    const { width, breaks, from } = this.#scale
    const labels = Array.from({ length: width + 1 }, () => ' ')
    const line = Array.from({ length: width + 1 }, () => this.#glyphs.axis)
    const put = (text: string, x: number): void => {
      ;[...text].forEach((character, index) => {
        if (x + index < labels.length) labels[x + index] = character
      })
    }
    for (const { x, from: start, to } of breaks) {
      const text = shortDuration(to - start)
      put(text, Math.max(0, Math.round(x + (breakWidth - text.length) / 2)))
      for (let index = 1; index < breakWidth - 1; index += 1) line[Math.round(x) + index] = this.#glyphs.cut
    }
    const busy = breaks.map(({ x }) => [x - 1, x + breakWidth + 1] as const)
    for (const { at, x } of this.#scale.ticks(9)) {
      const text = at === from ? '0' : shortDuration(at - from)
      const column = Math.round(x)
      if (busy.some(([start, end]) => column + text.length > start && column < end - 1)) continue
      put(text, column)
      line[column] = this.#glyphs.tick
    }
    const indent = ' '.repeat(this.#label + 1)
    return [indent + labels.join('').trimEnd(), indent + this.#palette.faint(line.join(''))]
  }

  row(row: Row): string {
    const cells: (Cell | null)[] = Array.from({ length: this.#scale.width + 1 }, () => null)
    for (const { style, from, to } of row.bars) {
      const start = Math.min(Math.round(this.#scale.x(from)), this.#scale.width)
      const end = Math.max(Math.round(this.#scale.x(to)), start + 1)
      for (let x = start; x < Math.min(end, cells.length); x += 1) {
        cells[x] = { glyph: this.#glyphs[style], paint: this.#paint(style) }
      }
    }
    for (const { x } of this.#scale.breaks) {
      const middle = Math.round(x) + 3
      for (const column of [middle - 1, middle]) {
        if (cells[column] !== null) cells[column] = { glyph: this.#glyphs.cut, paint: this.#palette.faint }
      }
    }
    for (const { at, code } of row.exits) {
      const x = Math.min(Math.round(this.#scale.x(at)), this.#scale.width)
      cells[x] =
        code === 0
          ? { glyph: this.#glyphs.well, paint: this.#palette.good }
          : { glyph: this.#glyphs.badly, paint: this.#palette.bad }
    }
    const name = pad(cut(rowLabel(row), this.#label), this.#label)
    return `${name} ${paintCells(cells)}`.trimEnd()
  }

  legend(used: ReadonlySet<BarStyle>, hasWell: boolean, hasBad: boolean): string[] {
    const items = namesOf(barWords)
      .filter((style) => used.has(style) && this.#glyphs[style] !== ' ')
      .map((style) => `${this.#glyphs[style].repeat(2)} ${barWords[style]}`)
    if (hasWell) items.push(`${this.#glyphs.well} ended with code 0`)
    if (hasBad) items.push(`${this.#glyphs.badly} ended otherwise`)
    if (this.#scale.breaks.length > 0) items.push(`${this.#glyphs.cut.repeat(2)} time left out`)
    return flow(items, this.#width - 2).map((line) => `  ${this.#palette.faint(line)}`)
  }

  #paint(style: BarStyle): (text: string) => string {
    const { good, unsure, bad, faint } = this.#palette
    switch (style) {
      case 'up':
        return good
      case 'unready':
      case 'back-off':
        return bad
      case 'start':
      case 'prepare':
      case 'stop':
      case 'gap':
        return unsure
      default:
        return faint
    }
  }
}

/** Cells of one colour are painted together, so that few escapes are written. */
function paintCells(cells: readonly (Cell | null)[]): string {
  let text = ''
  let run = ''
  let paint: Cell['paint'] | null = null
  const flush = (): void => {
    text += paint === null ? run : paint(run)
    run = ''
  }
  for (const cell of cells) {
    if ((cell?.paint ?? null) !== paint) {
      flush()
      paint = cell?.paint ?? null
    }
    run += cell?.glyph ?? ' '
  }
  if (paint !== null) flush()
  return text
}

/** Items side by side, as many in a line as fit. */
function flow(items: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const item of items) {
    const last = lines.at(-1)
    if (last !== undefined && stringWidth(last) + 3 + stringWidth(item) <= width)
      lines[lines.length - 1] = `${last}   ${item}`
    else lines.push(item)
  }
  return lines
}
