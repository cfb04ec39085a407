/** One line on stderr that is drawn again and again, where a person can see it; elsewhere nothing is printed. */
export class SweepProgress {
  readonly #isVisible: boolean
  #drawnAt = 0
  #isDrawn = false

  constructor() {
    const { isTTY, columns } = process.stderr
    this.#isVisible = isTTY && columns > 0 && !process.env.CI && process.env.TERM !== 'dumb'
  }

  /** Says how far it is, ten times a second at most. */
  say(text: string): void {
    const now = Date.now()
    if (!this.#isVisible || now - this.#drawnAt < 100) return
    this.#drawnAt = now
    this.#isDrawn = true
    process.stderr.write(`\r${text.slice(0, process.stderr.columns - 1)}\x1b[K`)
  }

  /** Takes the line away. */
  end(): void {
    if (this.#isDrawn) process.stderr.write('\r\x1b[K')
    this.#isDrawn = false
  }
}
