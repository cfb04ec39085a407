// Reads a table of the API row by row while it arrives, so that no table has to fit into memory as a whole.
import { array, isObject, type JsonObject, object } from '../../pod/json.ts'
import type { BodyReader } from './exchange.ts'

// As the server writes them: it puts the rows last, and no space between two of them. A quote inside of a string is escaped, so
// that neither can be part of a text.
const firstRow = Buffer.from('"rows":[{"cells":[')
const rowsKey = Buffer.from('"rows":[')
const nextRow = Buffer.from('},{"cells":[')
// The head of a table is a few thousand bytes.
const longestHead = 256 * 1024

/** What comes before the rows, or with them. */
export type TableHead = JsonObject

/**
 * Hands each row to `take`, with what came before the rows. What is written in another way than a server writes it, or is no
 * table, is read as a whole, and nothing is handed over: its rows are then in the value.
 */
export class TableReader implements BodyReader<JsonObject> {
  readonly #take: (row: unknown, head: TableHead) => void
  #head: TableHead | null = null
  #isWhole = false
  /** What has not been handed over. */
  #rest: Buffer[] = []

  constructor(take: (row: unknown, head: TableHead) => void) {
    this.#take = take
  }

  push(chunk: Buffer): void {
    this.#rest.push(chunk)
    if (this.#isWhole) return
    const bytes = this.#joined()
    if (this.#head === null) this.#begin(bytes)
    else this.#handOver(bytes, this.#head)
  }

  /** What is not a row. Throws a SyntaxError for what is not JSON. */
  end(): JsonObject {
    const rest = this.#joined().toString('utf8')
    this.#rest = []
    if (this.#head === null) {
      const value: unknown = JSON.parse(rest)
      return isObject(value) ? value : {}
    }
    // It ends with the last rows, and what comes behind them.
    const tail = object(JSON.parse(`{"rows":[${rest}`))
    for (const row of array(tail.rows)) this.#take(row, this.#head)
    return { ...this.#head, ...tail, rows: [] }
  }

  #begin(bytes: Buffer): void {
    const at = bytes.indexOf(firstRow)
    if (at === -1) {
      this.#isWhole = bytes.length > longestHead
      return
    }
    this.#head = headOf(bytes.toString('utf8', 0, at))
    this.#isWhole = this.#head === null
    if (this.#head === null) return
    const rows = bytes.subarray(at + rowsKey.length)
    this.#rest = [rows]
    this.#handOver(rows, this.#head)
  }

  /** Hands over all rows but the last, which may not be whole. */
  #handOver(bytes: Buffer, head: TableHead): void {
    const end = bytes.lastIndexOf(nextRow)
    if (end === -1) return
    const rows = rowsOf(bytes.toString('utf8', 0, end + 1))
    if (rows === null) {
      this.#isWhole = true
      return
    }
    this.#rest = [bytes.subarray(end + 2)]
    for (const row of rows) this.#take(row, head)
  }

  #joined(): Buffer {
    const [only] = this.#rest
    if (only !== undefined && this.#rest.length === 1) return only
    const joined = Buffer.concat(this.#rest)
    this.#rest = [joined]
    return joined
  }
}

/** The fields in front of the rows; null where they do not say what the rows are. */
function headOf(before: string): TableHead | null {
  try {
    const head: unknown = JSON.parse(`${before}"rows":[]}`)
    return isObject(head) && Array.isArray(head.columnDefinitions) ? head : null
  } catch {
    return null
  }
}

/** Null where the text was cut inside of a row. */
function rowsOf(text: string): unknown[] | null {
  try {
    return array(JSON.parse(`[${text}]`))
  } catch {
    return null
  }
}
