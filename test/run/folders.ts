// Temporary folders of tests. They live as long as the test file that asked for them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made = new Set<string>()

/** A new, empty folder; it is removed when the test file ends. Returns its path. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'podlife-'))
  made.add(path)
  return path
}

/** Removes the folders of the test file that ends. */
export function removeTemporaryFolders(): void {
  for (const path of made) rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  made.clear()
}
