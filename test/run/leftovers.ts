// One temporary folder for the whole run. At its end, a folder or a process that a test left behind is a failure.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** What tools keep there for themselves. */
const ofTools = /^(?:node-compile-cache|v8-compile-cache.*|\.org\.chromium.*|org\.chromium.*)$/

/** Gives the run its folder; what it returns looks at what is left. Throws if a folder or a process is. */
export function setup(): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'podlife-run-'))
  // The workers and all that they start inherit them.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder
  return async () => {
    let processes = processesIn(folder)
    // A process that was told to end may need a moment.
    for (let turn = 0; turn < 100 && processes.length > 0; turn += 1) {
      await setTimeout(100)
      processes = processesIn(folder)
    }
    const files = readdirSync(folder).filter((name) => !ofTools.test(name))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    const left = [...files, ...processes]
    if (left.length > 0) throw new Error(`the tests left behind:\n${left.join('\n')}`)
  }
}

/** The command lines of processes whose temporary folder this is; none where there is no /proc. */
function processesIn(folder: string): string[] {
  return processIds().flatMap((id) => {
    try {
      if (!readFileSync(`/proc/${id}/environ`, 'utf8').includes(`TMPDIR=${folder}\0`)) return []
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      // The workers of vitest are children of this process, and esbuild ends with its worker.
      if (Number(parent) === process.pid || command === '' || /esbuild .*--service/.test(command)) return []
      return [`process ${id}: ${command}`]
    } catch {
      // It has ended meanwhile, or belongs to someone else.
      return []
    }
  })
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}
