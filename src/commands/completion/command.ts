import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { UsageError } from '../exit-codes.ts'
import { text } from '../flag-kinds.ts'
import { PodlifeCommand } from '../podlife-command.ts'
import { colourFlag, connectionFlags } from '../shared-flags.ts'

const onWindows = process.platform === 'win32'

/** The name under which kubectl looks for the completion of this plugin. */
export const shimName = onWindows ? 'kubectl_complete-podlife.cmd' : 'kubectl_complete-podlife'

/** The program that kubectl runs for completion. */
export const shim = onWindows
  ? '@echo off\r\nkubectl-podlife __complete %*\r\n'
  : '#!/bin/sh\nexec kubectl-podlife __complete "$@"\n'

export class Completion extends PodlifeCommand {
  static override description =
    "Set up completion: kubectl completes a plugin's words through a program beside it.\nIt completes pods and workloads with their STATUS, namespaces, contexts, flags, STATUS words and scenarios, in the shell where kubectl's own completion works."

  static override synopsis = 'completion (install | uninstall | show) [--folder DIR]'

  static override exampleLines = [
    { does: 'Write the program beside the plugin', line: 'completion install' },
    { does: 'Write it to another folder that is on the PATH', line: 'completion install --folder ~/bin' },
    { does: 'Print it', line: 'completion show' },
    { does: 'Delete it again', line: 'completion uninstall' },
  ]

  static override exitMeanings = { 3: '', 4: '', 5: '', 6: '' }

  static override words = ['install', 'uninstall', 'show']

  static override definitions = {
    folder: text({
      description: 'Where it is to be; by default where the plugin was found on the PATH.',
    }),
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, words } = await this.typed(Completion)
    const [action, ...more] = words
    if (action === undefined || more.length > 0 || !Completion.words.includes(action)) {
      throw new UsageError(
        'say install, uninstall or show',
        "See 'kubectl podlife completion --help' for usage.",
      )
    }
    if (action === 'show') {
      await this.print(shim)
      return 0
    }
    const folder = flags.folder ?? folderOnPath(process.env.PATH ?? '')
    if (folder === null) {
      throw new UsageError('kubectl-podlife is not on the PATH, so say which folder with --folder')
    }
    const file = join(folder, shimName)
    if (existsSync(file) && readFileSync(file, 'utf8').trim() !== shim.trim()) {
      throw new UsageError(
        `${file} is there already, and is another program`,
        action === 'install' ? 'Delete it first, or choose --folder.' : 'Choose --folder.',
      )
    }
    await this.print(action === 'install' ? install(file) : uninstall(file))
    return 0
  }
}

/** Writes the program, and says so. Throws a UsageError. */
function install(file: string): string {
  try {
    writeFileSync(file, shim)
    chmodSync(file, 0o755)
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written (${codeOf(error)})`,
      `Write these lines to ${shimName} in a folder of your PATH, and make it executable:\n${shim.trim()}`,
    )
  }
  return `wrote ${file}\nIt works where kubectl itself completes: see "kubectl completion --help".\n`
}

/** Deletes the program if it is there, and says so. Throws a UsageError. */
function uninstall(file: string): string {
  if (!existsSync(file)) return `${file} is not there\n`
  try {
    rmSync(file)
  } catch (error) {
    throw new UsageError(`${file} cannot be deleted (${codeOf(error)})`)
  }
  return `deleted ${file}\n`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}

/** The first folder of a PATH that holds the plugin; null if none does. */
export function folderOnPath(path: string): string | null {
  const names = onWindows ? ['kubectl-podlife.exe', 'kubectl-podlife.cmd'] : ['kubectl-podlife']
  const holds = (folder: string): boolean => names.some((name) => existsSync(join(folder, name)))
  return path.split(delimiter).find((folder) => folder !== '' && holds(folder)) ?? null
}
