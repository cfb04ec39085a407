import Table from 'cli-table3'
import stringWidth from 'string-width'
import { inline } from '../neutralise.ts'

interface Row {
  readonly namespace: string
  readonly name: string
  readonly status: string
  readonly ready: string
  readonly restarts: string
}

const headings = ['NAMESPACE', 'NAME', 'READY', 'STATUS', 'RESTARTS']

// The table library takes quadratic time, so that long lists are drawn in pieces of the same widths.
const pieceLength = 500

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '   ',
}

/** The rows as kubectl prints a list of pods, with a newline at the end. The namespace column stands only if one is known. */
export function statusTable(rows: readonly Row[]): string {
  const cells = [
    headings,
    ...rows.map(({ namespace, name, ready, status, restarts }) =>
      [namespace, name, ready, status, restarts].map(inline),
    ),
  ]
  const shown = rows.some(({ namespace }) => namespace !== '') ? cells : cells.map((row) => row.slice(1))
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => stringWidth(row[column] ?? ''))),
  )
  const pieces: string[] = []
  for (let from = 0; from < shown.length; from += pieceLength)
    pieces.push(drawn(shown.slice(from, from + pieceLength), widths))
  return `${pieces.join('\n')}\n`
}

/** The same for rows that are still being read; nothing for none. */
export async function* renderStatusTable(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  const all = await Array.fromAsync(rows)
  if (all.length > 0) yield statusTable(all)
}

function drawn(rows: readonly (readonly string[])[], colWidths: number[]): string {
  const table = new Table({
    chars: noLines,
    colWidths,
    // An empty head and border keep the library from colouring by itself.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => [...row]))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
