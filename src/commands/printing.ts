// How text leaves the process. A terminal gets it from Node's streams, which know it best. To a file or a pipe it is written as it is:
// making the streams takes longer than all that most answers compute.
import { fstatSync, statSync, writeSync } from 'node:fs'
import { isatty } from 'node:tty'

/** Whether a person reads there. */
export function isTerminal(stream: 'stdout' | 'stderr'): boolean {
  const descriptor = stream === 'stdout' ? 1 : 2
  return mayBeTerminal(descriptor) && isatty(descriptor)
}

/** Spares most runs that nobody watches the loading of what can tell for certain. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const file = fstatSync(descriptor)
    return file.isCharacterDevice() && (file.rdev === 0 || file.rdev !== statSync('/dev/null').rdev)
  } catch {
    return true
  }
}

/** The columns of the terminal on stdout; null where there is none, or where it does not say. */
export function terminalColumns(): number | null {
  if (!isTerminal('stdout')) return null
  const { columns } = process.stdout
  return columns > 0 ? columns : null
}

/**
 * Writes to stdout and resolves when all of it is taken, so that nothing is lost when the process ends. Ends the process
 * where the reader has gone away (`| head`), which is no error of ours.
 */
export async function writeOut(text: string): Promise<void> {
  const rest = isTerminal('stdout') ? Buffer.from(text) : writtenAtOnce(Buffer.from(text))
  if (rest.length > 0) await new Promise<void>((resolve) => stream().write(rest, () => resolve()))
}

/** Writes all of it to stdout before it returns, for a process that is about to end. Otherwise like `writeOut`. */
export function writeNow(text: string): void {
  let rest: Buffer = Buffer.from(text)
  // A pipe that is full takes more in a moment.
  while (rest.length > 0) rest = writtenAtOnce(rest)
}

/** Gives it to stdout behind what was given before, and waits for nothing: a reader may pause. Otherwise like `writeOut`. */
export function writeInTurn(text: string): void {
  stream().write(text)
}

/** Writes what the reader takes and returns the rest: a pipe that does not wait may be full. */
function writtenAtOnce(text: Buffer): Buffer {
  let rest = text
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(1, rest))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') unwritable(error as NodeJS.ErrnoException)
  }
  return rest
}

let opened: NodeJS.WriteStream | undefined

function stream(): NodeJS.WriteStream {
  opened ??= process.stdout.on('error', unwritable)
  return opened
}

function unwritable({ code }: NodeJS.ErrnoException): never {
  process.exit(code === 'EPIPE' ? 0 : 4)
}
