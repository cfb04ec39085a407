import { homedir } from 'node:os'
import { join } from 'node:path'

/** The path of a folder for what can be made again, in the user's cache (XDG_CACHE_HOME, else ~/.cache). */
export function cacheFolder(...names: string[]): string {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(caches, 'kubectl-podlife', 'conformance', ...names)
}
