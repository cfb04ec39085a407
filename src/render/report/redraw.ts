// As much of a report as a window holds, with what it does not hold counted.
import stringWidth from 'string-width'
import type { FailureReport } from '../../report/failure-report.ts'
import { counted } from '../../words/names.ts'
import { wrap } from '../wrap.ts'
import { type ReportTextOptions, reportBlocks } from './text.ts'
import { renderWideReport } from './wide.ts'

export interface Window {
  readonly columns: number
  readonly rows: number
}

// The cursor stands behind the last line; one more would scroll.
const spare = 1

/** The lines of a report that fit into the window, below `notice`. What is left out is counted in the last line. */
export function fitReport(
  report: FailureReport,
  notice: readonly string[],
  options: ReportTextOptions,
  window: Window,
): string[] {
  const { head, groups, unexplained, gaps, foot } = reportBlocks(report, options)
  const rest = [unexplained, gaps, foot].filter((block) => block.length > 0)
  const top = [...notice, ...head]
  const all = spaced([top, ...groups, ...rest])
  const room = Math.max(1, window.rows - spare)
  if (heightOf(all, window) <= room) return all
  const cut = (shown: number): string[] => cutNote(groups.length - shown, report, options)
  for (let shown = groups.length; shown > 0; shown -= 1) {
    const lines = spaced([top, ...groups.slice(0, shown), cut(shown)])
    if (heightOf(lines, window) <= room) return lines
  }
  // Not even one group: its beginning is better than nothing.
  const note = cut(0)
  const beginning = spaced([top, groups[0] ?? rest[0] ?? []])
  return [...firstRows(beginning, room - heightOf(note, window), window), ...note]
}

/** The same for a table with a row for each group. */
export function fitWideReport(
  report: FailureReport,
  notice: readonly string[],
  { palette, width }: ReportTextOptions,
  window: Window,
): string[] {
  const table = renderWideReport(report).trimEnd().split('\n')
  const lines = [...notice, ...table]
  const room = Math.max(1, window.rows - spare)
  if (heightOf(lines, window) <= room) return lines
  const note = (left: number): string[] =>
    wrap(`… ${counted(left, 'more row')}: make the window taller`, width).map(palette.unsure)
  const shown = firstRows(lines, room - heightOf(note(lines.length), window), window)
  return [...shown, ...note(lines.length - shown.length)]
}

function cutNote(
  groups: number,
  { unexplained, gaps }: FailureReport,
  { palette, width }: ReportTextOptions,
): string[] {
  const left = [
    groups === 0 ? '' : counted(groups, 'more group'),
    unexplained.length === 0 ? '' : `${counted(unexplained.length, 'pod')} without a cause that we know`,
    gaps.length === 0 ? '' : 'what is not known',
  ].filter(Boolean)
  const what = left.length === 0 ? 'a little more' : left.join(', ')
  return wrap(`… ${what}: use -o wide or make the window taller`, width).map(palette.unsure)
}

function spaced(blocks: readonly (readonly string[])[]): string[] {
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]))
}

function firstRows(lines: readonly string[], room: number, window: Window): string[] {
  let end = 0
  while (end < lines.length && heightOf(lines.slice(0, end + 1), window) <= room) end += 1
  return lines.slice(0, end)
}

/** Rows that the lines take; a command that is longer than a row is never broken by us, but by the terminal. */
function heightOf(lines: readonly string[], { columns }: Window): number {
  return lines.reduce(
    (rows, line) => rows + Math.max(1, Math.ceil(stringWidth(line) / Math.max(1, columns))),
    0,
  )
}
