// Credential plugins, run as kubectl runs them (client-go plugin/pkg/client/auth/exec/exec.go).
import { type ChildProcess, spawn } from 'node:child_process'
import { isObject, type JsonObject } from '../../pod/json.ts'
import { ClusterError, codeOf, firstLine } from '../errors.ts'
import type { ClusterEntry, ExecPlugin } from './entries.ts'
import type { Environment } from './environment.ts'
import { textOf } from './kubeconfig-files.ts'
import { checkPluginPolicy } from './plugin-policy.ts'
import { loadCa } from './tls.ts'

/** What a plugin said: a token, a client certificate, or both. */
export interface ExecCredential {
  readonly token: string
  readonly cert: string
  readonly key: string
  /** Milliseconds since 1970, or null for "until the server refuses it". */
  readonly expiresAt: number | null
}

const v1 = 'client.authentication.k8s.io/v1'
const v1beta1 = 'client.authentication.k8s.io/v1beta1'

// A plugin that nobody can answer has to end by itself.
const withoutTerminal = 60_000
const withTerminal = 600_000
const largestAnswer = 1 << 20

/** Reads an `exec` entry. Throws a ClusterError of kind `usage` with client-go's words for one that is not complete. */
export function readExecPlugin(user: string, entry: JsonObject): ExecPlugin {
  const fault = (what: string): ClusterError => new ClusterError('usage', what)
  const at = (field: string): string =>
    textOf(entry, field, (what) => fault(`the user "${user}" cannot be used: ${what}`))
  const apiVersion = at('apiVersion')
  const needed = (what: string): ClusterError =>
    fault(`${what} must be specified for ${user} to use exec authentication plugin`)
  if (at('command') === '') throw needed('command')
  if (apiVersion === '') throw needed('apiVersion')
  if (apiVersion !== v1 && apiVersion !== v1beta1)
    throw fault(`exec plugin: invalid apiVersion "${apiVersion}"`)
  const interactiveMode = at('interactiveMode') || (apiVersion === v1beta1 ? 'IfAvailable' : '')
  if (interactiveMode === '') throw needed('interactiveMode')
  if (interactiveMode !== 'Never' && interactiveMode !== 'IfAvailable' && interactiveMode !== 'Always') {
    throw fault(`invalid interactiveMode for ${user}: "${interactiveMode}"`)
  }
  return {
    command: at('command'),
    args: Array.isArray(entry.args) ? entry.args.map(String) : [],
    env: (Array.isArray(entry.env) ? entry.env.filter(isObject) : []).map((variable) => {
      if (typeof variable.name !== 'string' || variable.name === '') throw needed('env variable name')
      return [variable.name, typeof variable.value === 'string' ? variable.value : '']
    }),
    apiVersion,
    interactiveMode,
    provideClusterInfo: entry.provideClusterInfo === true,
    installHint: at('installHint'),
  }
}

/**
 * Runs the plugin once and reads its answer. Its own messages pass to the user; it gets standard input only where
 * a person can answer and its mode allows. Throws a ClusterError of kind `refused`.
 */
export async function runExecPlugin(
  plugin: ExecPlugin,
  cluster: ClusterEntry,
  environment: Environment,
  limit: number | null = null,
): Promise<ExecCredential> {
  const { interactiveMode } = plugin
  await checkPluginPolicy(plugin.command, environment)
  if (interactiveMode === 'Always' && !environment.stdinIsTerminal) {
    throw failure('exec plugin cannot support interactive mode: standard input is not a terminal')
  }
  const interactive = interactiveMode !== 'Never' && environment.stdinIsTerminal
  const info = {
    kind: 'ExecCredential',
    apiVersion: plugin.apiVersion,
    spec: {
      interactive,
      ...(plugin.provideClusterInfo ? { cluster: await clusterInfo(cluster) } : {}),
    },
  }
  const child = spawn(plugin.command, plugin.args, {
    env: {
      ...environment.env,
      ...Object.fromEntries(plugin.env),
      KUBERNETES_EXEC_INFO: JSON.stringify(info),
    },
    stdio: [interactive ? 'inherit' : 'ignore', 'pipe', environment.pluginErrors],
    windowsHide: true,
  })
  const output = await outputOf(child, plugin, limit ?? (interactive ? withTerminal : withoutTerminal))
  return readAnswer(output, plugin)
}

async function clusterInfo(cluster: ClusterEntry): Promise<JsonObject> {
  const ca = await loadCa(cluster)
  return {
    server: cluster.server,
    ...(cluster.serverName === '' ? {} : { 'tls-server-name': cluster.serverName }),
    ...(cluster.insecure ? { 'insecure-skip-tls-verify': true } : {}),
    ...(ca === null ? {} : { 'certificate-authority-data': ca.toString('base64') }),
    ...(cluster.proxyUrl === '' ? {} : { 'proxy-url': cluster.proxyUrl }),
    config: cluster.execConfig ?? null,
  }
}

function outputOf(child: ChildProcess, plugin: ExecPlugin, limit: number): Promise<string> {
  const { command } = plugin
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    const stop = (why: string): void => {
      child.kill('SIGKILL')
      // A grandchild may hold the pipe open; it must not hold this process.
      child.stdout?.destroy()
      reject(failure(`exec: executable ${command} ${why}`))
    }
    const timer = setTimeout(
      () => stop(`did not end within ${Math.round(limit / 1000)} s and was stopped`),
      limit,
    )
    const onExit = (): void => void child.kill('SIGKILL')
    process.once('exit', onExit)
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length
      parts.push(chunk)
      if (size > largestAnswer) stop('wrote more than 1 MiB and was stopped')
    })
    child.on('error', (error) => reject(spawnFailure(error, plugin)))
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(parts).toString('utf8'))
      else if (code === null) reject(failure(`exec: executable ${command} was ended by ${signal}`))
      else reject(failure(`exec: executable ${command} failed with exit code ${code}`))
    })
    child.on('close', () => clean())
    child.on('error', () => clean())
    function clean(): void {
      clearTimeout(timer)
      process.off('exit', onExit)
    }
  })
}

function spawnFailure(error: Error, { command, installHint }: ExecPlugin): ClusterError {
  const code = codeOf(error)
  // The search of the PATH ends with EACCES where it passed a folder that it may not read, or a file that cannot be executed. As in Go's
  // exec.LookPath, the program is not found then.
  const isMissing = code === 'ENOENT' || (code === 'EACCES' && !/[\\/]/.test(command))
  if (!isMissing) return failure(`exec: ${command}: ${code}`)
  const hint = installHint
    .split('\n')
    .map((line) => firstLine(line))
    .join(' ')
    .trim()
  return failure(`exec: executable ${command} not found${hint === '' ? '' : `: ${hint}`}`)
}

function readAnswer(output: string, plugin: ExecPlugin): ExecCredential {
  // What the plugin printed is never quoted: it may be a token.
  let answer: unknown
  try {
    answer = JSON.parse(output)
  } catch {
    throw failure(`exec: executable ${plugin.command} did not print an ExecCredential in JSON`)
  }
  if (!isObject(answer) || answer.kind !== 'ExecCredential') {
    throw failure(`exec: executable ${plugin.command} did not print an ExecCredential in JSON`)
  }
  if (answer.apiVersion !== plugin.apiVersion) {
    throw failure(
      `exec plugin is configured to use API version ${plugin.apiVersion}, plugin returned version ${firstLine(String(answer.apiVersion), 80)}`,
    )
  }
  const { status } = answer
  if (!isObject(status)) throw failure("exec plugin didn't return a status field")
  const textIn = (field: string): string => textOf(status, field, (what) => failure(`exec plugin: ${what}`))
  const credential = {
    token: textIn('token'),
    cert: textIn('clientCertificateData'),
    key: textIn('clientKeyData'),
  }
  if (credential.token === '' && credential.cert === '' && credential.key === '') {
    throw failure("exec plugin didn't return a token or cert/key pair")
  }
  if ((credential.cert === '') !== (credential.key === '')) {
    throw failure('exec plugin returned only certificate or key, not both')
  }
  const expiry = Date.parse(textIn('expirationTimestamp'))
  return { ...credential, expiresAt: Number.isNaN(expiry) ? null : expiry }
}

function failure(what: string): ClusterError {
  return new ClusterError('refused', `Unable to connect to the server: getting credentials: ${what}`)
}
