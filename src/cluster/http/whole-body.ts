// Answers that are of use only as a whole.
import type { BodyReader } from './exchange.ts'

/** Reads a body as text. */
export class WholeText implements BodyReader<string> {
  readonly #parts: Buffer[] = []

  push(chunk: Buffer): void {
    this.#parts.push(chunk)
  }

  end(): string {
    return Buffer.concat(this.#parts).toString('utf8')
  }
}

/** Reads a body as JSON. Its end throws a SyntaxError for what is none. */
export class WholeJson implements BodyReader<unknown> {
  readonly #text = new WholeText()

  push(chunk: Buffer): void {
    this.#text.push(chunk)
  }

  end(): unknown {
    return JSON.parse(this.#text.end())
  }
}
