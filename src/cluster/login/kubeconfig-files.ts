// Finds and merges kubeconfig files as kubectl does (client-go tools/clientcmd/loader.go).
import { existsSync, statSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { array, isObject, type JsonObject } from '../../pod/json.ts'
import { ClusterError, codeOf, firstLine } from '../errors.ts'
import type { Environment } from './environment.ts'
import { contentOf } from './file-content.ts'

/** The entries of all files; the first file that names one wins, whole. */
export interface Kubeconfig {
  readonly currentContext: string
  readonly contexts: ReadonlyMap<string, JsonObject>
  readonly clusters: ReadonlyMap<string, JsonObject>
  readonly users: ReadonlyMap<string, JsonObject>
}

// A kubeconfig holds a few kilobytes per cluster; more than this is another kind of file.
const largest = 10 * 1024 * 1024

/**
 * Reads the one file that was named, or those of KUBECONFIG, or ~/.kube/config. Missing files are skipped unless named.
 * Paths in a file become absolute. Throws a ClusterError of kind `usage` for a file that cannot be read or understood.
 */
export async function loadKubeconfig(
  named: string | undefined,
  environment: Environment,
): Promise<Kubeconfig> {
  const merged = {
    currentContext: '',
    contexts: new Map<string, JsonObject>(),
    clusters: new Map<string, JsonObject>(),
    users: new Map<string, JsonObject>(),
  }
  for (const file of named ? [named] : defaultFiles(environment)) {
    const content = await loadOne(file, named !== undefined && named !== '')
    if (content === null) continue
    const fault = (what: string): ClusterError => new ClusterError('usage', `${loading(file)}: ${what}`)
    merged.currentContext ||= textOf(content, 'current-context', fault)
    add(merged.contexts, content, 'contexts', 'context', fault)
    add(merged.clusters, content, 'clusters', 'cluster', fault, (cluster) =>
      withPaths(cluster, ['certificate-authority'], file),
    )
    add(merged.users, content, 'users', 'user', fault, (user) => withUserPaths(user, file))
  }
  return merged
}

/** The text in a field; "" where it is missing. `fault` makes the error for anything that is no text. */
export function textOf(entry: JsonObject, field: string, fault: (what: string) => ClusterError): string {
  const value = entry[field]
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw fault(`the field "${field}" must be a text: put it in quotes`)
  return value
}

function defaultFiles({ env, platform }: Environment): string[] {
  if (env.KUBECONFIG) return [...new Set(env.KUBECONFIG.split(delimiter))].filter((file) => file !== '')
  const drive = env.HOMEDRIVE && env.HOMEPATH ? env.HOMEDRIVE + env.HOMEPATH : ''
  const homes = platform === 'win32' ? [env.HOME, drive, env.USERPROFILE] : [env.HOME]
  const files = homes.flatMap((home) => (home ? [join(home, '.kube', 'config')] : []))
  const found = files.find((file) => existsSync(file))
  return found === undefined ? [] : [found]
}

async function loadOne(file: string, mustExist: boolean): Promise<JsonObject | null> {
  let source: string
  try {
    if (statSync(file).size > largest) {
      throw new ClusterError('usage', `${loading(file)}: it is larger than 10 MiB, so it is no kubeconfig`)
    }
    source = (await contentOf(file)).toString('utf8')
  } catch (error) {
    if (error instanceof ClusterError) throw error
    const code = codeOf(error)
    if (code === 'ENOENT' && !mustExist) return null
    if (code === 'ENOENT') throw new ClusterError('usage', `stat ${file}: no such file or directory`)
    const why = { EISDIR: 'it is a directory', EACCES: 'permission denied' }[code] ?? code
    throw new ClusterError('usage', `${loading(file)}: ${why}`, { cause: error })
  }
  if (source.trim() === '') return {}
  const content = await parse(source.replace(/^\ufeff/, ''), file)
  if (!isObject(content)) throw new ClusterError('usage', `${loading(file)}: it is not a kubeconfig`)
  if (content.kind !== undefined && content.kind !== 'Config') {
    throw new ClusterError('usage', `${loading(file)}: its kind is not Config`)
  }
  return content
}

async function parse(source: string, file: string): Promise<unknown> {
  const { CORE_SCHEMA, load, mergeTag } = await import('js-yaml')
  try {
    return load(source, { schema: CORE_SCHEMA.withTags(mergeTag), json: true, maxAliases: 1000 })
  } catch (error) {
    const mark: unknown = isObject(error) ? error.mark : null
    const line = isObject(mark) && typeof mark.line === 'number' ? `yaml: line ${mark.line + 1}: ` : 'yaml: '
    const reason = isObject(error) && typeof error.reason === 'string' ? error.reason : 'cannot be read'
    // The parser's message quotes the file, which holds secrets; its reason does not.
    throw new ClusterError('usage', `${loading(file)}: ${line}${firstLine(reason)}`)
  }
}

function add(
  into: Map<string, JsonObject>,
  content: JsonObject,
  list: string,
  field: string,
  fault: (what: string) => ClusterError,
  change: (entry: JsonObject) => JsonObject = (entry) => entry,
): void {
  const entries = content[list] ?? []
  if (!Array.isArray(entries)) throw fault(`"${list}" must be a list`)
  const seen = new Set<string>()
  for (const entry of array(entries)) {
    if (!isObject(entry)) throw fault(`"${list}" holds something that is not an entry`)
    const name = textOf(entry, 'name', fault)
    if (seen.has(name)) throw fault(`duplicate name "${name}" in "${list}"`)
    seen.add(name)
    const value = entry[field] ?? {}
    if (!isObject(value)) throw fault(`the ${field} "${name}" must have fields`)
    if (!into.has(name)) into.set(name, change(value))
  }
}

function withPaths(entry: JsonObject, fields: readonly string[], file: string): JsonObject {
  const changed = { ...entry }
  for (const field of fields) {
    const path = entry[field]
    if (typeof path === 'string' && path !== '' && !isAbsolute(path)) {
      changed[field] = resolve(dirname(file), path)
    }
  }
  return changed
}

function withUserPaths(user: JsonObject, file: string): JsonObject {
  const changed = withPaths(user, ['client-certificate', 'client-key', 'tokenFile'], file)
  const { exec } = changed
  // A bare command is looked up in PATH; only one that is a path belongs to the file's folder.
  if (isObject(exec) && typeof exec.command === 'string' && exec.command.includes(sep)) {
    changed.exec = withPaths(exec, ['command'], file)
  }
  return changed
}

function loading(file: string): string {
  return `error loading config file "${file}"`
}
