/** Ends a pause when something has changed. A change while nothing waits ends the next pause. */
export class WakeUp {
  #isDue = false
  #wake: (() => void) | null = null

  wake(): void {
    this.#isDue = true
    this.#wake?.()
  }

  /** Resolves when `wake` was called, but not before `earliest`; or at `latest`. Times in milliseconds since 1970. */
  async wait(earliest: number, latest: number): Promise<void> {
    if (!this.#isDue) {
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
    this.#isDue = false
  }
}
