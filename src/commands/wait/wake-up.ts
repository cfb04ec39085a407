/** Rings when something has changed; a ring while nobody waits is remembered. */
export class WakeUp {
  #rung = false
  #wake: (() => void) | null = null

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Resolves when it has rung, but not before `earliest`; or at `latest`. Times in milliseconds since 1970. */
  async wait(earliest: number, latest: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, latest - Date.now()))
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#wake = null
    }
    const rest = Math.min(earliest, latest) - Date.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    this.#rung = false
  }
}
