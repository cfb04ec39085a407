// Rows of STATUS as data.
import { renderJson, renderJsonLine } from '../json.ts'
import type { StatusRow } from './row.ts'

// Lines are written in pieces of about this many characters, so that a pipe is neither flooded nor starved.
const pieceSize = 64 * 1024

/** All rows as one list. */
export async function* renderStatusList(rows: AsyncIterable<StatusRow>): AsyncGenerator<string> {
  yield renderJson({ apiVersion: 'podlife/v1', kind: 'StatusList', items: await Array.fromAsync(rows) })
}

/** A line for each row. Memory stays at one pod and one piece. */
export async function* renderStatusLines(rows: AsyncIterable<StatusRow>): AsyncGenerator<string> {
  let piece = ''
  try {
    for await (const row of rows) {
      piece += renderJsonLine(row)
      if (piece.length > pieceSize) {
        yield piece
        piece = ''
      }
    }
  } finally {
    // What was read before the input broke off is not lost.
    if (piece !== '') yield piece
  }
}
