// What the flags and the entries of a kubeconfig say, before any of it is used.
import type { JsonObject } from '../../pod/json.ts'
import type { ServerTrust } from './tls.ts'

/** kubectl's global flags, as typed; what was not typed is missing or "". */
export interface ConnectionFlags {
  readonly kubeconfig?: string | undefined
  readonly context?: string | undefined
  readonly cluster?: string | undefined
  readonly user?: string | undefined
  readonly namespace?: string | undefined
  readonly server?: string | undefined
  readonly token?: string | undefined
  readonly 'certificate-authority'?: string | undefined
  readonly 'client-certificate'?: string | undefined
  readonly 'client-key'?: string | undefined
  readonly 'tls-server-name'?: string | undefined
  readonly 'insecure-skip-tls-verify'?: boolean | undefined
  readonly as?: string | undefined
  readonly 'as-uid'?: string | undefined
  readonly 'as-group'?: readonly string[] | undefined
  /** KEY=VALUE, any number of values for a key. */
  readonly 'as-user-extra'?: readonly string[] | undefined
  /** `30`, `30s`, `2m`; "" or "0": the usual limits. */
  readonly 'request-timeout'?: string | undefined
}

/** A cluster entry with the flags on top. */
export interface ClusterEntry extends ServerTrust {
  readonly name: string
  readonly server: string
  readonly proxyUrl: string
  /** The entry's extension for exec plugins. */
  readonly execConfig: unknown
}

/** A user entry with the flags on top. */
export interface UserEntry {
  readonly name: string
  readonly token: string
  readonly tokenFile: string
  readonly username: string
  readonly password: string
  readonly certFile: string
  readonly certData: string
  readonly keyFile: string
  readonly keyData: string
  readonly exec: ExecPlugin | null
  readonly authProvider: { readonly name: 'oidc'; readonly config: JsonObject } | null
  readonly as: string
  readonly asUid: string
  readonly asGroups: readonly string[]
  readonly asUserExtra: readonly (readonly [string, string])[]
}

/** The `exec` of a user entry. */
export interface ExecPlugin {
  readonly command: string
  readonly args: readonly string[]
  readonly env: readonly (readonly [string, string])[]
  readonly apiVersion: string
  readonly interactiveMode: 'Never' | 'IfAvailable' | 'Always'
  readonly provideClusterInfo: boolean
  readonly installHint: string
}
