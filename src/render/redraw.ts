// A picture that is drawn again in the same place. What stood on the terminal before stays above it.

/** The terminal: process.stdout is one. */
export interface Paper {
  readonly columns: number
  readonly rows: number
  write(text: string): unknown
}

const home = '\x1b[H'
const clearLine = '\x1b[K'
const clearRest = '\x1b[J'
const hideCursor = '\x1b[?25l'
const showCursor = '\x1b[?25h'

export class Redraw {
  readonly #paper: Paper
  #isBegun = false

  constructor(paper: Paper) {
    this.#paper = paper
  }

  /** Draws these lines, which have to fit: each is written over what was there, so that nothing flickers. */
  draw(lines: readonly string[]): void {
    // As many new lines as it has rows push everything up, out of the way.
    const begin = this.#isBegun ? '' : `${hideCursor}${'\n'.repeat(Math.max(0, this.#paper.rows - 1))}`
    this.#isBegun = true
    const drawn = lines.map((line) => `${line}${clearLine}`).join('\r\n')
    this.#paper.write(`${begin}${home}${drawn}${clearRest}`)
  }

  /** Leaves the last picture, and gives the cursor back below it. */
  end(): void {
    if (this.#isBegun) this.#paper.write(`\r\n${showCursor}`)
    this.#isBegun = false
  }
}
