// Fetches the runtimes: npm packages, of one version, checked against the integrity that the repository pins.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { npm, viewOnRegistry } from './npm-client.ts'
import { readTarGz } from './package-archive.ts'
import { runtimeVersion, type Target } from './package-targets.ts'
import { StepFailed } from './step-failed.ts'

const cache =
  process.env.PODLIFE_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kubectl-podlife', 'runtimes')

/**
 * The runtime's program for a target, from the cache or fetched into it. Throws StepFailed for one that cannot be fetched, and for
 * one whose integrity is not the pinned one, whether it was fetched or found.
 */
export function runtimeOf(target: Target): Buffer {
  const file = join(cache, `${target.runtime.replace('@', '').replace('/', '-')}-${runtimeVersion}.tgz`)
  if (!existsSync(file)) fetchInto(file, `${target.runtime}@${runtimeVersion}`)
  const packed = readFileSync(file)
  const integrity = `sha512-${createHash('sha512').update(packed).digest('base64')}`
  if (integrity !== target.integrity) {
    rmSync(file)
    throw new StepFailed(
      `${target.runtime}@${runtimeVersion} is not the package that the repository pins: ${integrity}`,
    )
  }
  const program = readTarGz(packed).find(({ name }) => /^package\/bin\/bun(?:\.exe)?$/.test(name))
  if (program === undefined) throw new Error(`${target.runtime} holds no runtime`)
  return program.content
}

function fetchInto(file: string, wanted: string): void {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'fetching-'))
  try {
    // A registry that is gone says so in seconds here; the download itself may take minutes.
    const seen = viewOnRegistry(wanted, 'dist.integrity')
    const answer = 'code' in seen ? seen : npm(['pack', wanted, `--pack-destination=${folder}`])
    if ('code' in answer) {
      throw new StepFailed(`The runtime ${wanted} was not fetched: ${answer.sentence}. Run this again.`)
    }
    const [packed] = readdirSync(folder)
    if (packed === undefined)
      throw new StepFailed(`The runtime ${wanted} was not fetched: npm wrote no file.`)
    renameSync(join(folder, packed), file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
