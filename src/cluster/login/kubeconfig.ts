// From kubectl's connection flags and kubeconfig files to one connection. The order of precedence is that of client-go's
// tools/clientcmd/client_config.go; where kubectl would silently go to another server, this refuses and says why.
import { isObject, type JsonObject } from '../../pod/json.ts'
import { ClusterError } from '../errors.ts'
import { Credentials } from './credentials.ts'
import type { ClusterEntry, ConnectionFlags, UserEntry } from './entries.ts'
import { type Environment, processEnvironment } from './environment.ts'
import { inCluster } from './in-cluster.ts'
import { type Kubeconfig, loadKubeconfig, textOf } from './kubeconfig-files.ts'
import { chooseProxy } from './proxy.ts'
import { impersonationHeaders, readUser } from './user.ts'

/** A server, who we are there, and how to get to it. */
export interface Connection {
  readonly server: URL
  readonly proxy: URL | null
  readonly namespace: string
  /** "" without a kubeconfig. */
  readonly contextName: string
  readonly credentials: Credentials
  /** Sent with every request: who to act as. */
  readonly headers: readonly (readonly [string, string])[]
  /** Milliseconds, or null for the usual limits. */
  readonly requestTimeout: number | null
}

/**
 * Reads the kubeconfig and puts the flags on top. Contacts nothing. Throws a ClusterError of kind `usage` for a
 * configuration that cannot be used, and of kind `refused` for a client certificate that has expired.
 */
export async function loadConnection(
  flags: ConnectionFlags,
  environment: Environment = processEnvironment(),
): Promise<Connection> {
  const config = await loadKubeconfig(flags.kubeconfig, environment)
  const contextName = flags.context || config.currentContext
  const context = contextName === '' ? {} : config.contexts.get(contextName)
  if (context === undefined) {
    throw new ClusterError(
      'usage',
      `Error in configuration: context was not found for specified context: ${contextName}`,
    )
  }
  const inContext = (field: string): string => textOf(context, field, faultOf(`the context "${contextName}"`))
  let cluster = chosenCluster(flags, config, contextName, inContext('cluster'))
  let user = chosenUser(flags, config, contextName, inContext('user'))
  let namespace = flags.namespace || inContext('namespace')
  if (cluster.server === '') {
    const pod = await inCluster(environment)
    if (pod !== null) {
      cluster = { ...cluster, server: pod.server, caFile: cluster.caFile || pod.caFile }
      user = user.token === '' ? { ...user, tokenFile: pod.tokenFile } : user
      namespace ||= pod.namespace
    }
  }
  const server = serverUrl(cluster, user, environment.env.KUBERNETES_MASTER || 'http://localhost:8080')
  const proxy = chooseProxy(server, cluster.proxyUrl, environment.env)
  return {
    server,
    proxy,
    namespace: namespace || 'default',
    contextName,
    credentials: await Credentials.load(user, cluster, server, environment),
    headers: impersonationHeaders(user),
    requestTimeout: parseTimeout(flags['request-timeout'] ?? ''),
  }
}

function chosenCluster(
  flags: ConnectionFlags,
  config: Kubeconfig,
  contextName: string,
  inContext: string,
): ClusterEntry {
  const name = flags.cluster || inContext
  const entry = config.clusters.get(name)
  if (entry === undefined && flags.cluster) {
    throw new ClusterError('usage', `no server found for cluster "${name}"`)
  }
  // kubectl would go to localhost:8080 here.
  if (entry === undefined && name !== '' && !flags.server) {
    throw new ClusterError(
      'usage',
      `the context "${contextName}" names the cluster "${name}", which the kubeconfig does not have`,
    )
  }
  if (name === '' && contextName !== '' && !flags.server) {
    throw new ClusterError('usage', `the context "${contextName}" names no cluster`)
  }
  const at = (field: string): string => textOf(entry ?? {}, field, faultOf(`the cluster "${name}"`))
  // As in kubectl, a flag about trust replaces all that the file says about it, and --server drops its TLS server name.
  const trust =
    flags['insecure-skip-tls-verify'] === true || flags['certificate-authority']
      ? {
          insecure: flags['insecure-skip-tls-verify'] === true,
          caFile: flags['certificate-authority'] ?? '',
          caData: '',
        }
      : {
          insecure: entry?.['insecure-skip-tls-verify'] === true,
          caFile: at('certificate-authority'),
          caData: at('certificate-authority-data'),
        }
  return {
    ...trust,
    name,
    server: flags.server || at('server'),
    serverName: flags['tls-server-name'] || (flags.server ? '' : at('tls-server-name')),
    proxyUrl: at('proxy-url'),
    execConfig: execExtension(entry),
  }
}

function execExtension(entry: JsonObject | undefined): unknown {
  const extensions: unknown = entry?.extensions
  if (!Array.isArray(extensions)) return undefined
  const found: unknown = extensions.find(
    (extension) => isObject(extension) && extension.name === 'client.authentication.k8s.io/exec',
  )
  return isObject(found) ? found.extension : undefined
}

function chosenUser(
  flags: ConnectionFlags,
  config: Kubeconfig,
  contextName: string,
  inContext: string,
): UserEntry {
  const name = flags.user || inContext
  const entry = config.users.get(name)
  if (entry === undefined && flags.user) throw new ClusterError('usage', `auth info "${name}" does not exist`)
  // kubectl would go on as nobody here.
  if (entry === undefined && name !== '' && !flags.token && !flags['client-certificate']) {
    throw new ClusterError(
      'usage',
      `the context "${contextName}" names the user "${name}", which the kubeconfig does not have`,
    )
  }
  return readUser(name, entry ?? {}, flags)
}

function serverUrl(cluster: ClusterEntry, user: UserEntry, fallback: string): URL {
  const written = cluster.server || fallback
  const secure =
    cluster.insecure || [cluster.caFile, cluster.caData, user.certFile, user.certData].some(Boolean)
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(written)
    ? written
    : `${secure ? 'https' : 'http'}://${written}`
  const url = URL.canParse(full) ? new URL(full) : null
  if (url === null || url.hostname === '')
    throw new ClusterError('usage', 'the server is not a URL or a host:port pair')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new ClusterError(
      'usage',
      `Unable to connect to the server: unsupported protocol scheme "${url.protocol.slice(0, -1)}"`,
    )
  }
  url.search = ''
  url.hash = ''
  url.username = ''
  url.password = ''
  return url
}

/** As client-go's ParseTimeout: a number of seconds, or Go's duration. In milliseconds; null for none. */
export function parseTimeout(written: string): number | null {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
  if (/^\d+$/.test(written)) return Number(written) * 1000 || null
  const parts = [...written.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)]
  if (parts.map(([part]) => part).join('') !== written) {
    throw new ClusterError(
      'usage',
      'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
    )
  }
  return parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (units[unit] ?? 0), 0) || null
}

function faultOf(where: string): (what: string) => ClusterError {
  return (what) => new ClusterError('usage', `${where} cannot be used: ${what}`)
}
