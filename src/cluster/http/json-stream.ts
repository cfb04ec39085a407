// Splits a stream of bytes into JSON values without holding more than one of them: one document, several after each other
// (JSON lines, or objects as a watch prints them), the elements of an array, and the items of a List each on their own.

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

const itemsKey = Buffer.from('"items"')
const kindKey = Buffer.from('"kind"')

/** A value of the stream. `listKind` is the kind of the List that it was an item of, where that came before the items. */
export interface StreamedValue {
  readonly value: unknown
  readonly listKind: string
}

/**
 * Yields every object of the stream, in order, while it is being read.
 * Throws a SyntaxError, with the offset in bytes, when the text is not JSON or ends in the middle of a value.
 */
export async function* jsonValues(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedValue> {
  const splitter = new Splitter()
  for await (const chunk of chunks)
    yield* splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  splitter.end()
}

class Splitter {
  /** Bytes not yet given out; `pending[0]` stands at `offset` in the stream. */
  #pending: Buffer = Buffer.alloc(0)
  /** What `pending` is a part of, up to `end`. Behind that is room. */
  #store: Buffer = this.#pending
  #end = 0
  #offset = 0
  /** Where the scan goes on in `pending`. */
  #at = 0
  #depth = 0
  #inString = false
  /** Where the value that is being read began, or -1. */
  #start = -1
  /** The depth at which values are given out: 0 for documents, 1 inside an array, 2 inside a List's items. */
  #emitDepth = 0
  #keyStart = -1
  #listKind = '';

  *push(chunk: Buffer): Generator<StreamedValue> {
    this.#append(chunk)
    yield* this.#scan()
    this.#drop(this.#start === -1 ? this.#at : this.#start)
  }

  end(): void {
    if (this.#depth > 0 || this.#inString)
      throw new SyntaxError(`the text ends in the middle of a value (byte ${this.#offset + this.#at})`)
  }

  /** The room doubles, so that what was read of a huge value is not copied anew with each chunk. */
  #append(chunk: Buffer): void {
    const { length } = this.#pending
    if (length === 0) {
      this.#store = chunk
      this.#pending = chunk
      this.#end = chunk.length
      return
    }
    if (this.#store.length - this.#end < chunk.length) {
      this.#store = Buffer.allocUnsafe(2 * (length + chunk.length))
      this.#end = this.#pending.copy(this.#store)
    }
    this.#end += chunk.copy(this.#store, this.#end)
    this.#pending = this.#store.subarray(this.#end - length - chunk.length, this.#end)
  }

  /** Forgets what was given out, so that memory stays at one value. */
  #drop(count: number): void {
    // While the head of a possible List is read, its beginning is kept: it may turn out to be an ordinary object.
    if (count === 0) return
    this.#pending = this.#pending.subarray(count)
    this.#offset += count
    this.#at -= count
    if (this.#start !== -1) this.#start -= count
    if (this.#keyStart !== -1) this.#keyStart -= count
  }

  *#scan(): Generator<StreamedValue> {
    const bytes = this.#pending
    while (this.#at < bytes.length) {
      if (this.#inString) {
        if (!this.#skipString(bytes)) return
        continue
      }
      const byte = bytes[this.#at]
      switch (byte) {
        case quote:
          this.#inString = true
          this.#keyStart = this.#at
          break
        case openBrace:
        case openBracket:
          this.#open(byte)
          break
        case closeBrace:
        case closeBracket:
          this.#at++
          yield* this.#close(bytes)
          continue
        default:
          if (this.#depth === 0 && byte !== undefined && byte > 0x20 && byte !== 0x2c) {
            throw new SyntaxError(
              `unexpected "${String.fromCharCode(byte)}" (byte ${this.#offset + this.#at})`,
            )
          }
      }
      this.#at++
    }
  }

  /** Moves behind the string's closing quote; false when it is not in this chunk. */
  #skipString(bytes: Buffer): boolean {
    let from = this.#at
    for (;;) {
      const end = bytes.indexOf(quote, from)
      if (end === -1) {
        this.#at = bytes.length
        // A backslash at the very end would hide whether the next quote is escaped: step back onto the run of them.
        while (this.#at > from && bytes[this.#at - 1] === backslash) this.#at--
        return false
      }
      let slashes = 0
      while (bytes[end - 1 - slashes] === backslash) slashes++
      from = end + 1
      if (slashes % 2 === 0) {
        this.#at = end + 1
        this.#inString = false
        return true
      }
    }
  }

  #open(byte: number): void {
    if (byte === openBracket && this.#depth === 0) {
      this.#emitDepth = 1
      this.#listKind = ''
    } else if (byte === openBracket && this.#depth === 1 && this.#emitDepth === 0 && this.#isItemsKey()) {
      this.#listKind = this.#kindSoFar()
      this.#emitDepth = 2
      this.#start = -1
    }
    if (byte === openBrace && this.#depth === this.#emitDepth && this.#start === -1) this.#start = this.#at
    this.#depth++
  }

  *#close(bytes: Buffer): Generator<StreamedValue> {
    this.#depth--
    if (this.#depth < 0)
      throw new SyntaxError(`unexpected closing bracket (byte ${this.#offset + this.#at - 1})`)
    if (this.#depth === this.#emitDepth && this.#start !== -1) {
      const text = bytes.toString('utf8', this.#start, this.#at)
      const begin = this.#offset + this.#start
      this.#start = -1
      yield { value: parse(text, begin), listKind: this.#emitDepth === 2 ? this.#listKind : '' }
    }
    // The array of items is over: the rest of the List is read and not given out.
    if (this.#depth < this.#emitDepth) this.#emitDepth = this.#depth === 0 ? 0 : Number.POSITIVE_INFINITY
    if (this.#depth === 0) this.#emitDepth = 0
  }

  /** Whether the string before the bracket is the key "items" of the outermost object. */
  #isItemsKey(): boolean {
    const key = this.#pending.subarray(this.#keyStart, this.#keyStart + itemsKey.length)
    if (this.#keyStart === -1 || !key.equals(itemsKey)) return false
    return this.#pending.toString('latin1', this.#keyStart + itemsKey.length, this.#at).trim() === ':'
  }

  #kindSoFar(): string {
    const head = this.#pending.subarray(Math.max(this.#start, 0), this.#at)
    const key = head.indexOf(kindKey)
    if (key === -1) return ''
    return /^"kind"\s*:\s*"([A-Za-z]+)"/.exec(head.toString('latin1', key, key + 80))?.[1] ?? ''
  }
}

function parse(text: string, offset: number): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SyntaxError(`${(error as Error).message} (in the value that begins at byte ${offset})`)
  }
}
