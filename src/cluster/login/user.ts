// A user entry of a kubeconfig with the flags on top, checked as client-go's validateAuthInfo does.
import { isObject, type JsonObject } from '../../pod/json.ts'
import { ClusterError } from '../errors.ts'
import type { ConnectionFlags, ExecPlugin, UserEntry } from './entries.ts'
import { readExecPlugin } from './exec-plugin.ts'
import { textOf } from './kubeconfig-files.ts'

const removedProviders: Readonly<Record<string, string>> = {
  azure: 'kubelogin (https://azure.github.io/kubelogin)',
  gcp: 'gke-gcloud-auth-plugin (https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl)',
}

/** Throws a ClusterError of kind `usage` for an entry that contradicts itself or asks for a login that no longer exists. */
export function readUser(name: string, entry: JsonObject, flags: ConnectionFlags): UserEntry {
  const fault = (what: string): ClusterError => new ClusterError('usage', what)
  const at = (field: string): string =>
    textOf(entry, field, (what) => fault(`the user "${name}" cannot be used: ${what}`))
  const user: UserEntry = {
    name,
    token: flags.token || at('token'),
    tokenFile: flags.token ? '' : at('tokenFile'),
    username: at('username'),
    password: at('password'),
    certFile: flags['client-certificate'] || at('client-certificate'),
    certData: flags['client-certificate'] ? '' : at('client-certificate-data'),
    keyFile: flags['client-key'] || at('client-key'),
    keyData: flags['client-key'] ? '' : at('client-key-data'),
    exec: readExec(name, entry),
    authProvider: readAuthProvider(name, entry),
    as: flags.as || at('as'),
    asUid: flags['as-uid'] || at('as-uid'),
    asGroups: flags['as-group']?.length ? flags['as-group'] : texts(entry['as-groups']),
    asUserExtra: flags['as-user-extra']?.length
      ? extraOf(flags['as-user-extra'])
      : readExtra(entry['as-user-extra']),
  }
  const problem = problemOf(user)
  if (problem !== null) throw fault(problem)
  return user
}

function problemOf(user: UserEntry): string | null {
  const { name } = user
  const hasCert = user.certFile !== '' || user.certData !== ''
  if (user.token !== '' && (user.username !== '' || user.password !== '')) {
    return `more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`
  }
  if (user.certFile !== '' && user.certData !== '') {
    return `client-cert-data and client-cert are both specified for ${name}`
  }
  if (hasCert && user.keyFile !== '' && user.keyData !== '') {
    return `client-key-data and client-key are both specified for ${name}`
  }
  if (hasCert && user.keyFile === '' && user.keyData === '') {
    return `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`
  }
  if (user.exec !== null && user.authProvider !== null) {
    return `authProvider cannot be provided in combination with an exec plugin for ${name}`
  }
  if (user.as === '' && (user.asUid !== '' || user.asGroups.length > 0 || user.asUserExtra.length > 0)) {
    return `requesting uid, groups or user-extra for ${name} without impersonating a user`
  }
  return null
}

/** As client-go's impersonatingRoundTripper sends them, keys of extras escaped. */
export function impersonationHeaders(user: UserEntry): [string, string][] {
  if (user.as === '') return []
  return [
    ['Impersonate-User', user.as],
    ...(user.asUid === '' ? [] : [['Impersonate-Uid', user.asUid] satisfies [string, string]]),
    ...user.asGroups.map((group): [string, string] => ['Impersonate-Group', group]),
    ...user.asUserExtra.map(([key, value]): [string, string] => [
      `Impersonate-Extra-${escapeKey(key)}`,
      value,
    ]),
  ]
}

function escapeKey(key: string): string {
  return Array.from(Buffer.from(key), (byte) => {
    const character = String.fromCharCode(byte)
    return /[A-Za-z0-9!#$&'*+.^_`|~-]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}

function readExec(name: string, entry: JsonObject): ExecPlugin | null {
  return isObject(entry.exec) ? readExecPlugin(name, entry.exec) : null
}

function readAuthProvider(name: string, entry: JsonObject): UserEntry['authProvider'] {
  const provider = entry['auth-provider']
  if (!isObject(provider)) return null
  if (provider.name === 'oidc')
    return { name: 'oidc', config: isObject(provider.config) ? provider.config : {} }
  const named = typeof provider.name === 'string' ? provider.name : ''
  const plugin = removedProviders[named]
  throw new ClusterError(
    'usage',
    plugin === undefined
      ? `the user "${name}" asks for the auth provider "${named}", which is not known`
      : `the user "${name}" asks for the auth provider "${named}", which kubectl no longer has: use ${plugin}`,
  )
}

function extraOf(pairs: readonly string[]): [string, string][] {
  return pairs.map((pair) => {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
    if (key === '') throw new ClusterError('usage', `--as-user-extra takes KEY=VALUE, not "${pair}"`)
    return [key, value]
  })
}

function readExtra(value: unknown): [string, string][] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, list]) =>
    texts(list).map((item): [string, string] => [key, item]),
  )
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
