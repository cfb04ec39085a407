// Who we are at the server, for each request: headers and a client certificate.
import type { SecureContext } from 'node:tls'
import type { JsonObject } from '../../pod/json.ts'
import { ClusterError, codeOf, firstLine } from '../errors.ts'
import type { ClusterEntry, UserEntry } from './entries.ts'
import type { Environment } from './environment.ts'
import { type ExecCredential, runExecPlugin } from './exec-plugin.ts'
import { contentOf } from './file-content.ts'
import { checkIdentity, fileOrData, type Identity, loadCa, secureContext } from './tls.ts'

/** What one connection proves itself with. */
export interface Proof {
  /** The value of the Authorization header, or null for none. */
  readonly authorization: string | null
  /** What a TLS connection is made with, for a client that does its own; null for a server without TLS. */
  readonly identity: Identity | null
  /** The same, ready for use; made when it is first asked for, which costs more than a request. */
  readonly tls: SecureContext | null
}

// client-go reads a token file again after a minute.
const tokenFileLives = 60_000

export class Credentials {
  readonly serverName: string
  /** True only if the kubeconfig or a flag says so: NODE_TLS_REJECT_UNAUTHORIZED does not count. */
  readonly insecure: boolean
  readonly user: UserEntry
  readonly #cluster: ClusterEntry
  readonly #environment: Environment
  /** Null for a server without TLS. */
  #identity: Identity | null
  #tls: { readonly of: Identity; readonly context: SecureContext } | null = null
  #tokenFile = { token: '', readAt: Number.NEGATIVE_INFINITY }
  #exec: ExecCredential | null = null
  #running: Promise<void> | null = null

  private constructor(
    user: UserEntry,
    cluster: ClusterEntry,
    environment: Environment,
    identity: Identity | null,
  ) {
    this.user = user
    this.serverName = cluster.serverName
    this.insecure = cluster.insecure
    this.#cluster = cluster
    this.#environment = environment
    this.#identity = identity
  }

  /** Reads certificates and keys. As in kubectl, a server without TLS gets no credentials at all. */
  static async load(
    user: UserEntry,
    cluster: ClusterEntry,
    server: URL,
    environment: Environment,
  ): Promise<Credentials> {
    if (server.protocol !== 'https:') return new Credentials(user, cluster, environment, null)
    const ca = await loadCa(cluster)
    const cert = await fileOrData(user.certFile, user.certData, 'client-cert', user.name)
    const key = cert === null ? null : await fileOrData(user.keyFile, user.keyData, 'client-key', user.name)
    const identity = { ca, cert, key }
    const credentials = new Credentials(user, cluster, environment, identity)
    checkIdentity(identity, user.name)
    // Keys that do not fit are reported before anything is asked, where that costs nothing more.
    if (!environment.hasQuickClient) credentials.#contextOf(identity)
    return credentials
  }

  /** The proof for the next request. Runs an exec plugin if its answer is missing or has expired, one run for all who ask. */
  async proof(): Promise<Proof> {
    if (this.#identity === null) return { authorization: null, identity: null, tls: null }
    if (this.#usesPlugin() && !this.#isFresh()) await this.#runPlugin()
    const authorization = await this.#authorization()
    const identity = this.#identity
    const context = (): SecureContext => this.#contextOf(identity)
    return {
      authorization,
      identity,
      get tls() {
        return context()
      },
    }
  }

  /** After a 401: gets a new proof if there is a way to, and says whether it did. */
  async renew(refused: Proof): Promise<boolean> {
    if (this.#identity === null || !this.#usesPlugin()) return false
    const authorization = await this.#authorization()
    const alreadyRenewed = authorization !== refused.authorization || this.#identity !== refused.identity
    if (!alreadyRenewed) await this.#runPlugin()
    return true
  }

  /** What to do about a 401, by the kind of login. */
  hint(): string {
    const { token, tokenFile, username, certFile, certData, exec, authProvider, name } = this.user
    if (token !== '' || tokenFile !== '') return `the token of user "${name}" was not accepted: get a new one`
    if (username !== '') return `name and password of user "${name}" were not accepted`
    if (certFile !== '' || certData !== '') return `the client certificate of user "${name}" was not accepted`
    if (exec !== null) return `what ${exec.command} gave was not accepted: log in with it again`
    if (authProvider !== null) return `the login of user "${name}" has ended: log in again`
    return 'the kubeconfig gives no credentials for this context'
  }

  /** As client-go: a token, a password or a certificate of the user's own goes before the plugin. */
  #usesPlugin(): boolean {
    const { token, tokenFile, username, certFile, certData, exec } = this.user
    return exec !== null && [token, tokenFile, username, certFile, certData].every((given) => given === '')
  }

  #isFresh(): boolean {
    return this.#exec !== null && (this.#exec.expiresAt === null || this.#exec.expiresAt > Date.now())
  }

  #runPlugin(): Promise<void> {
    this.#running ??= this.#renewExec().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #renewExec(): Promise<void> {
    const { exec, name } = this.user
    if (exec === null) return
    const before = this.#exec
    this.#exec = await runExecPlugin(exec, this.#cluster, this.#environment)
    const { cert, key } = this.#exec
    if (cert !== (before?.cert ?? '') || key !== (before?.key ?? '')) {
      this.#identity = {
        ca: this.#identity?.ca ?? null,
        cert: cert === '' ? null : cert,
        key: key === '' ? null : key,
      }
      checkIdentity(this.#identity, name)
    }
  }

  /** One for all connections of an identity. */
  #contextOf(identity: Identity): SecureContext {
    if (this.#tls?.of !== identity) {
      this.#tls = { of: identity, context: secureContext(identity, this.user.name) }
    }
    return this.#tls.context
  }

  async #authorization(): Promise<string | null> {
    const { token, tokenFile, username, password, authProvider } = this.user
    if (token !== '') return bearer(token)
    if (tokenFile !== '') return bearer(await this.#fromTokenFile(tokenFile))
    if (username !== '' || password !== '')
      return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    if (this.#exec !== null) return this.#exec.token === '' ? null : bearer(this.#exec.token)
    return authProvider === null
      ? null
      : oidcAuthorization(this.user.name, this.#cluster, authProvider.config)
  }

  async #fromTokenFile(file: string): Promise<string> {
    if (Date.now() - this.#tokenFile.readAt < tokenFileLives) return this.#tokenFile.token
    try {
      this.#tokenFile = { token: (await contentOf(file)).toString('utf8').trim(), readAt: Date.now() }
    } catch (error) {
      // One that was read before may still be good.
      if (this.#tokenFile.token === '') {
        throw new ClusterError('usage', `unable to read the token file ${file}: ${codeOf(error)}`)
      }
    }
    return this.#tokenFile.token
  }
}

/** The official client logs in with OpenID Connect, and renews the token with the refresh token where it has to. */
async function oidcAuthorization(
  user: string,
  cluster: ClusterEntry,
  config: JsonObject,
): Promise<string | null> {
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js')
  const kubeconfig = new KubeConfig()
  kubeconfig.loadFromClusterAndUser(
    { name: cluster.name, server: cluster.server, skipTLSVerify: false },
    { name: user, authProvider: { name: 'oidc', config } },
  )
  const options: { headers?: Record<string, string> } = {}
  try {
    await kubeconfig.applyToHTTPSOptions(options)
  } catch (error) {
    const why = error instanceof Error ? firstLine(error.message, 120) : ''
    throw new ClusterError(
      'refused',
      `the OpenID Connect login of user "${user}" could not be renewed: ${why}`,
    )
  }
  return options.headers?.Authorization ?? null
}

function bearer(token: string): string | null {
  if (token.trim() === '') return null
  const header = `Bearer ${token.trim()}`
  if (/[^\t\x20-\x7e]/.test(header))
    throw new ClusterError('usage', 'the token holds characters that cannot be sent')
  return header
}
