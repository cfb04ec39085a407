// Asks the npm that runs us, and tells what it answers: a value, or one sentence about what went wrong.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isObject } from '../src/pod/json.ts'
import { StepFailed } from './step-failed.ts'

export type NpmAnswer =
  | { readonly value: unknown }
  /** `code` as npm says it (E404, ECONNREFUSED); `sentence` without what was to be done. */
  | { readonly code: string; readonly sentence: string }

const unreachable =
  /^(?:ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR)/
const windows = process.platform === 'win32'

/** Runs `npm ARG… --json` and reads its answer. Throws StepFailed where there is no npm. */
export function npm(args: readonly string[]): NpmAnswer {
  const { stdout, status, error } = runNpm([...args, '--json', '--silent', '--ignore-scripts'], 'pipe')
  if (error !== undefined) throw new StepFailed(`npm does not start: ${error.message}`)
  const value = parsed(stdout ?? '')
  if (status === 0) return { value }
  const problem = isObject(value) && isObject(value.error) ? value.error : {}
  const code = typeof problem.code === 'string' ? problem.code : `exit code ${status}`
  const summary = typeof problem.summary === 'string' ? problem.summary.split('\n', 1)[0] : ''
  return {
    code,
    sentence: unreachable.test(code)
      ? `the registry ${registry()} does not answer (${code})`
      : `npm says ${code}${summary === '' ? '' : `: ${summary}`}`,
  }
}

/**
 * What the registry says of a package, as `npm view NAME@VERSION FIELD` reads it. npm would answer out of its cache where the registry
 * does not, so it gets an empty one.
 */
export function viewOnRegistry(wanted: string, field: string): NpmAnswer {
  const cache = mkdtempSync(join(tmpdir(), 'podlife-npm-cache-'))
  try {
    return npm(['view', wanted, field, `--cache=${cache}`, '--fetch-timeout=20000'])
  } finally {
    rmSync(cache, { recursive: true, force: true })
  }
}

/** Runs npm before the eyes of the user, who may have to log in; returns its exit code. */
export function npmAloud(args: readonly string[]): number {
  return runNpm(args, 'inherit').status ?? 1
}

/** The registry that npm is set to. */
export function registry(): string {
  return runNpm(['config', 'get', 'registry'], 'pipe').stdout?.trim() ?? ''
}

// A registry that is gone is not waited for by the minute.
const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=2000']

function runNpm(args: readonly string[], stdio: 'pipe' | 'inherit') {
  return spawnSync(windows ? 'npm.cmd' : 'npm', [...args, ...patience], {
    encoding: 'utf8',
    shell: windows,
    stdio: stdio === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'ignore'],
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
