// The flags that several commands share, with kubectl's names and words.
import { Flags } from '@oclif/core'
import type { ConnectionFlags } from '../cluster/login/entries.ts'

/** How to reach the cluster: kubectl's global flags. They do nothing with -f. */
export const connectionFlags = {
  kubeconfig: Flags.string({
    description: 'Path to the kubeconfig file to use for CLI requests.',
    helpGroup: 'global',
  }),
  context: Flags.string({ description: 'The name of the kubeconfig context to use.', helpGroup: 'global' }),
  cluster: Flags.string({ description: 'The name of the kubeconfig cluster to use.', helpGroup: 'global' }),
  user: Flags.string({ description: 'The name of the kubeconfig user to use.', helpGroup: 'global' }),
  namespace: Flags.string({
    char: 'n',
    description: 'If present, the namespace scope for this CLI request.',
    helpGroup: 'global',
  }),
  server: Flags.string({
    char: 's',
    description: 'The address and port of the Kubernetes API server.',
    helpGroup: 'global',
  }),
  token: Flags.string({
    description: 'Bearer token for authentication to the API server.',
    helpGroup: 'global',
  }),
  'certificate-authority': Flags.string({
    description: 'Path to a cert file for the certificate authority.',
    helpGroup: 'global',
  }),
  'client-certificate': Flags.string({
    description: 'Path to a client certificate file for TLS.',
    helpGroup: 'global',
  }),
  'client-key': Flags.string({ description: 'Path to a client key file for TLS.', helpGroup: 'global' }),
  'tls-server-name': Flags.string({
    description: "Server name to use for server certificate validation, if it is not the server's own.",
    helpGroup: 'global',
  }),
  'insecure-skip-tls-verify': Flags.boolean({
    description:
      "If true, the server's certificate will not be checked for validity. This makes the connection insecure.",
    helpGroup: 'global',
  }),
  as: Flags.string({ description: 'Username to impersonate for the operation.', helpGroup: 'global' }),
  'as-uid': Flags.string({ description: 'UID to impersonate for the operation.', helpGroup: 'global' }),
  'as-group': Flags.string({
    description: 'Group to impersonate for the operation; can be repeated.',
    multiple: true,
    multipleNonGreedy: true,
    helpGroup: 'global',
  }),
  'as-user-extra': Flags.string({
    description: 'User extra (KEY=VALUE) to impersonate for the operation; can be repeated.',
    multiple: true,
    multipleNonGreedy: true,
    helpGroup: 'global',
  }),
  'request-timeout': Flags.string({
    description: 'How long to wait for one answer, with a unit (such as 1s, 2m); 0 means the default.',
    default: '0',
    helpGroup: 'global',
  }),
} as const

/** Which pods, where they are not named. */
export const selectionFlags = {
  selector: Flags.string({ char: 'l', description: 'Label selector to filter pods on.', default: '' }),
  'field-selector': Flags.string({ description: 'Field selector to filter pods on.', default: '' }),
  'all-namespaces': Flags.boolean({ char: 'A', description: 'If present, look across all namespaces.' }),
} as const

/** Where saved objects come from, instead of a cluster. */
export const fileFlags = {
  filename: Flags.string({
    char: 'f',
    description:
      'Saved objects instead of a cluster: a JSON or YAML file, a cluster-info dump folder, or - for standard input.',
    multiple: true,
    multipleNonGreedy: true,
  }),
  now: Flags.string({ description: 'When the file was saved (RFC 3339); ages count from it.' }),
} as const

export const colourFlag = {
  color: Flags.string({
    description: 'Whether to use colour. One of: auto, always, never.',
    default: 'auto',
  }),
} as const

type Parsed = { [Name in keyof typeof connectionFlags]?: string | boolean | string[] | undefined }

/** The connection flags as the cluster reader takes them. */
export function toConnection(flags: Parsed): ConnectionFlags {
  const given = {
    kubeconfig: flags.kubeconfig,
    context: flags.context,
    cluster: flags.cluster,
    user: flags.user,
    namespace: flags.namespace,
    server: flags.server,
    token: flags.token,
    certificateAuthority: flags['certificate-authority'],
    clientCertificate: flags['client-certificate'],
    clientKey: flags['client-key'],
    tlsServerName: flags['tls-server-name'],
    insecureSkipTlsVerify: flags['insecure-skip-tls-verify'],
    as: flags.as,
    asUid: flags['as-uid'],
    asGroups: flags['as-group'],
    asUserExtra: flags['as-user-extra'],
    requestTimeout: flags['request-timeout'],
  }
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as ConnectionFlags
}
