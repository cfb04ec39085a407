// Which credential plugins the user lets run: the policy in kubectl's own preferences (kuberc), as client-go 1.36 reads it.
import { accessSync, constants, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, delimiter, join, sep } from 'node:path'
import { isObject, type JsonObject, text } from '../../pod/json.ts'
import { ClusterError, codeOf } from '../errors.ts'
import type { Environment } from './environment.ts'

/**
 * Throws a ClusterError of kind `refused` for a plugin that the preferences forbid, and of kind `usage` for preferences that
 * cannot be understood: who wrote a policy means it.
 */
export async function checkPluginPolicy(command: string, { env, platform }: Environment): Promise<void> {
  if (env.KUBERC === 'off' || env.KUBECTL_KUBERC?.toLowerCase() === 'false') return
  const home = platform === 'win32' ? env.HOME || env.USERPROFILE : env.HOME
  const file = env.KUBERC || (home ? join(home, '.kube', 'kuberc') : '')
  const preferences = await loadPreferences(file, Boolean(env.KUBERC))
  const policy = text(preferences?.credentialPluginPolicy)
  const forbidden = (why: string): ClusterError =>
    new ClusterError('refused', `Unable to connect to the server: getting credentials: ${why} (${file})`)
  switch (policy) {
    case '':
    case 'AllowAll':
      return
    case 'DenyAll':
      throw forbidden(`plugin "${command}" not allowed: policy set to "DenyAll"`)
    case 'Allowlist': {
      const allowed = allowedCommands(preferences ?? {}, file)
      const path = lookUp(command, env.PATH ?? '')
      const matches = allowed.some(
        (entry) =>
          entry === command ||
          (path !== null &&
            (entry === path ||
              (basename(entry) === basename(command) && lookUp(entry, env.PATH ?? '') === path))),
      )
      if (!matches) throw forbidden(`plugin "${command}" is not permitted by the credential plugin allowlist`)
      return
    }
    default:
      throw new ClusterError('usage', `unknown plugin policy in ${file}`)
  }
}

async function loadPreferences(file: string, mustExist: boolean): Promise<JsonObject | null> {
  if (file === '') return null
  let source: string
  try {
    source = await readFile(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && !mustExist) return null
    throw new ClusterError('usage', `the preferences in ${file} cannot be read (${codeOf(error)})`)
  }
  const { CORE_SCHEMA, loadAll } = await import('js-yaml')
  try {
    // Several versions may stand one after the other; the first that says something about plugins counts.
    const documents = loadAll(source, { schema: CORE_SCHEMA }).filter(isObject)
    return documents.find(({ credentialPluginPolicy }) => credentialPluginPolicy !== undefined) ?? null
  } catch {
    throw new ClusterError('usage', `the preferences in ${file} are not valid YAML`)
  }
}

function allowedCommands({ credentialPluginAllowlist }: JsonObject, file: string): string[] {
  const entries = Array.isArray(credentialPluginAllowlist) ? credentialPluginAllowlist.filter(isObject) : []
  const commands = entries.map(({ command, name }) => text(command) || text(name))
  if (commands.length === 0 || commands.includes('')) {
    throw new ClusterError(
      'usage',
      `the credential plugin allowlist in ${file} is empty, or holds an empty entry`,
    )
  }
  return commands
}

/** The file that a command stands for, as Go's exec.LookPath finds it; null if there is none. */
function lookUp(command: string, path: string): string | null {
  if (command.includes(sep)) return isExecutable(command) ? command : null
  const found = path.split(delimiter).find((folder) => folder !== '' && isExecutable(join(folder, command)))
  return found === undefined ? null : join(found, command)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
