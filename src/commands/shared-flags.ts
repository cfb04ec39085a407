// The flags that several commands share, with kubectl's names and words.
import { choice, text, texts, time, toggle } from './flag-kinds.ts'

/** How to reach the cluster: kubectl's global flags. They do nothing with -f. */
export const connectionFlags = {
  kubeconfig: text({
    description: 'Path to the kubeconfig file to use for CLI requests.',
    completes: 'file',
  }),
  context: text({ description: 'The name of the kubeconfig context to use.', completes: 'contexts' }),
  cluster: text({ description: 'The name of the kubeconfig cluster to use.', completes: 'clusters' }),
  user: text({ description: 'The name of the kubeconfig user to use.', completes: 'users' }),
  namespace: text({
    char: 'n',
    description: 'If present, the namespace scope for this CLI request.',
    completes: 'namespaces',
  }),
  server: text({
    char: 's',
    description: 'The address and port of the Kubernetes API server.',
  }),
  token: text({
    description: 'Bearer token for authentication to the API server.',
  }),
  'certificate-authority': text({
    description: 'Path to a cert file for the certificate authority.',
    completes: 'file',
  }),
  'client-certificate': text({
    description: 'Path to a client certificate file for TLS.',
    completes: 'file',
  }),
  'client-key': text({ description: 'Path to a client key file for TLS.', completes: 'file' }),
  'tls-server-name': text({
    description: "Server name to use for server certificate validation, if it is not the server's own.",
  }),
  'insecure-skip-tls-verify': toggle({
    description:
      "If true, the server's certificate will not be checked for validity. This makes the connection insecure.",
  }),
  as: text({ description: 'Username to impersonate for the operation.' }),
  'as-uid': text({ description: 'UID to impersonate for the operation.' }),
  'as-group': texts({
    description: 'Group to impersonate for the operation; can be repeated.',
  }),
  'as-user-extra': texts({
    description: 'User extra (KEY=VALUE) to impersonate for the operation; can be repeated.',
  }),
  'request-timeout': text({
    description: 'How long to wait for one answer, with a unit (such as 1s, 2m); 0 means the default.',
    typedDefault: '0',
  }),
} as const

/** Which pods, where they are not named. */
export const selectionFlags = {
  selector: text({ char: 'l', description: 'Label selector to filter pods on.', typedDefault: '' }),
  'field-selector': text({
    description: 'Field selector to filter pods on.',
    typedDefault: '',
    excludes: { flag: 'filename', why: '--field-selector needs a server, and cannot be used with -f' },
  }),
  'all-namespaces': toggle({ char: 'A', description: 'If present, look across all namespaces.' }),
} as const

/** Where saved objects come from, instead of a cluster. */
export const fileFlags = {
  filename: texts({
    char: 'f',
    description:
      'Saved objects instead of a cluster: a JSON or YAML file, a cluster-info dump folder, or - for standard input.',
    completes: 'file',
  }),
  now: time({
    description: 'When the file was saved (RFC 3339); ages count from it.',
    needs: { flag: 'filename', why: '--now says when a file was saved, and needs -f' },
  }),
} as const

export const colourFlag = {
  color: choice(['auto', 'always', 'never'], { description: 'Whether to use colour.' }),
} as const
