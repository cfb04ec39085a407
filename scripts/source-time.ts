// When the source was made, so that what is built from it can say a time and still be the same each time it is built.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'

/**
 * Seconds since 1970: SOURCE_DATE_EPOCH if it is set (reproducible-builds.org), or else the time of the commit that `root` is at.
 * Undefined for a folder that is no repository. Throws for a SOURCE_DATE_EPOCH that is no number.
 */
export function sourceTime(root: string, env: NodeJS.ProcessEnv = process.env): number | undefined {
  const given = env.SOURCE_DATE_EPOCH
  if (given !== undefined && given !== '') {
    if (!/^\d{1,11}$/.test(given)) throw new Error(`SOURCE_DATE_EPOCH is no number of seconds: ${given}`)
    return Number(given)
  }
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], {
    cwd: root,
    encoding: 'utf8',
    // A repository that merely contains this folder tells nothing about it.
    env: { ...env, GIT_CEILING_DIRECTORIES: dirname(root) },
  })
  return status === 0 && /^\d+\n$/.test(stdout) ? Number(stdout) : undefined
}
