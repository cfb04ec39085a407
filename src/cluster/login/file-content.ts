import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/**
 * What is in a file. A regular file is read at once, as handing it to a thread takes longer; a pipe (`<(…)`) is waited for.
 * Rejects with Node's error.
 */
export async function contentOf(file: string): Promise<Buffer> {
  return statSync(file).isFile() ? readFileSync(file) : readFile(file)
}
