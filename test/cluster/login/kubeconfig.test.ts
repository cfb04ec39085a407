import { execFileSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClusterError } from '../../../src/cluster/errors.ts'
import { Transport } from '../../../src/cluster/http/transport.ts'
import type { ConnectionFlags } from '../../../src/cluster/login/entries.ts'
import { loadConnection, parseTimeout } from '../../../src/cluster/login/kubeconfig.ts'
import { certificate, certificatePath, type FakeServer, type Seen, startServer } from '../fake-server.ts'
import { folder, kubeconfig, kubeconfigFile, quick, testEnvironment } from './environment.ts'

let server: FakeServer

beforeAll(async () => {
  server = await startServer(() => ({ body: { kind: 'Probe' } }), {
    cert: certificate('server.crt'),
    key: certificate('server.key'),
    ca: certificate('ca.crt'),
    requestCert: true,
    rejectUnauthorized: false,
  })
})

afterAll(() => server.close())

function config(user: object, cluster: object = {}, context: object = {}): string {
  const content = JSON.parse(kubeconfig(server.url, user, cluster)) as { contexts: { context: object }[] }
  content.contexts = content.contexts.map((entry) => ({
    ...entry,
    context: { ...entry.context, ...context },
  }))
  return JSON.stringify(content)
}

/** What the server sees of a request by us. */
async function seenFrom(flags: ConnectionFlags, env: Record<string, string>): Promise<Seen | undefined> {
  const before = server.seen.length
  const connection = await loadConnection(flags, testEnvironment(env))
  const transport = new Transport(connection, { limits: quick })
  try {
    await transport.json({ path: '/probe' })
  } finally {
    transport.close()
  }
  return server.seen[before]
}

/** The headers that say who asks. */
function identity(seen: Seen | undefined): string[] {
  const raw = seen?.rawHeaders ?? []
  const pairs = raw.flatMap((name, index) =>
    index % 2 === 0 ? [`${name}: ${raw[index + 1]}`.toLowerCase()] : [],
  )
  const named = seen?.certificateName ? [`certificate: ${seen.certificateName}`] : []
  return [
    seen?.path ?? '',
    ...pairs.filter((pair) => /^(authorization|impersonate)/.test(pair)).sort(),
    ...named,
  ]
}

const cert = { 'client-certificate-data': base64('client.crt'), 'client-key-data': base64('client.key') }
const exec = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: process.execPath,
  args: [
    '-e',
    'console.log(JSON.stringify({apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status: {token: "from-plugin"}}))',
  ],
  interactiveMode: 'Never',
}
const tokens = folder({ token: ' file-token\n' })

interface Case {
  readonly user: object
  readonly cluster?: object
  readonly context?: object
  readonly flags?: ConnectionFlags
  /** The same flags as kubectl takes them; null where kubectl would ask a person, or go another way with --raw. */
  readonly words?: readonly string[] | null
  readonly sees: readonly string[]
  readonly path?: string
}

const otherAuthority = { 'certificate-authority-data': base64('other-ca.crt') }
const abc = { token: 'abc' }

/** Each is also given to kubectl, where there is one. HERE is the server's own URL. */
const cases: Record<string, Case> = {
  'a token': { user: abc, sees: ['authorization: bearer abc'] },
  'a token file': { user: { tokenFile: join(tokens, 'token') }, sees: ['authorization: bearer file-token'] },
  'a token before a token file': {
    user: { ...abc, tokenFile: '/none' },
    sees: ['authorization: bearer abc'],
  },
  '--token before a token': {
    user: abc,
    flags: { token: 'flag' },
    words: ['--token=flag'],
    sees: ['authorization: bearer flag'],
  },
  '--token before a plugin': {
    user: { exec },
    flags: { token: 'flag' },
    words: ['--token=flag'],
    sees: ['authorization: bearer flag'],
  },
  'name and password': {
    user: { username: 'jane', password: 'pä:ss' },
    sees: [`authorization: basic ${Buffer.from('jane:pä:ss').toString('base64').toLowerCase()}`],
  },
  'a client certificate': { user: cert, sees: ['certificate: jane'] },
  'a certificate before a plugin': { user: { ...cert, exec }, sees: ['certificate: jane'] },
  'a token before a plugin': { user: { ...abc, exec }, sees: ['authorization: bearer abc'] },
  'a plugin': { user: { exec }, sees: ['authorization: bearer from-plugin'] },
  'no user at all': { user: {}, context: { user: '' }, words: null, sees: [] },
  'nothing in the user': { user: {}, words: null, sees: [] },
  'as, groups, uid and extra': {
    user: {
      ...abc,
      as: 'root',
      'as-uid': '7',
      'as-groups': ['a', 'b'],
      'as-user-extra': { 'example.org/Scope': ['x', 'y'], 'a b%': ['z'] },
    },
    sees: [
      'authorization: bearer abc',
      'impersonate-extra-a%20b%25: z',
      'impersonate-extra-example.org%2fscope: x',
      'impersonate-extra-example.org%2fscope: y',
      'impersonate-group: a',
      'impersonate-group: b',
      'impersonate-uid: 7',
      'impersonate-user: root',
    ],
  },
  '--as before as': {
    user: { ...abc, as: 'root', 'as-groups': ['a'] },
    flags: { as: 'joe', 'as-group': ['g', 'h'], 'as-uid': '9' },
    words: ['--as=joe', '--as-group=g', '--as-group=h', '--as-uid=9'],
    sees: [
      'authorization: bearer abc',
      'impersonate-group: g',
      'impersonate-group: h',
      'impersonate-uid: 9',
      'impersonate-user: joe',
    ],
  },
  'a path below the server': {
    user: abc,
    cluster: { server: 'HERE/k8s/c-1/' },
    words: null,
    path: '/k8s/c-1/probe',
    sees: ['authorization: bearer abc'],
  },
  '--server': {
    user: abc,
    cluster: { server: 'https://127.0.0.1:9', 'tls-server-name': 'not.this' },
    flags: { server: 'HERE' },
    words: ['--server=HERE'],
    sees: ['authorization: bearer abc'],
  },
  '--insecure-skip-tls-verify': {
    user: abc,
    cluster: otherAuthority,
    flags: { 'insecure-skip-tls-verify': true },
    words: ['--insecure-skip-tls-verify'],
    sees: ['authorization: bearer abc'],
  },
  '--certificate-authority': {
    user: abc,
    cluster: otherAuthority,
    flags: { 'certificate-authority': certificatePath('ca.crt') },
    words: [`--certificate-authority=${certificatePath('ca.crt')}`],
    sees: ['authorization: bearer abc'],
  },
  'tls-server-name': {
    user: abc,
    cluster: { 'tls-server-name': 'api.test' },
    sees: ['authorization: bearer abc'],
  },
}

/** What stands for the server's address in a case becomes the address. */
function here<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replaceAll('HERE', server.url)) as Value
}

/** The environment with the kubeconfig of a case. */
function environment({ user, cluster = {}, context }: Case): Record<string, string> {
  return { KUBECONFIG: kubeconfigFile(config(user, here(cluster), context)) }
}

const listed = Object.entries(cases)

test.each(listed)('what the server sees: %s', async (_, one) => {
  const { flags = {}, sees, path = '/probe' } = one
  expect(identity(await seenFrom(here(flags), environment(one)))).toEqual([path, ...sees])
})

describe.runIf(hasKubectl())(
  'it sees the same of kubectl:',
  { meta: { needs: 'kubectl on the PATH' } },
  () => {
    test.each(listed.filter(([, { words }]) => words !== null))('%s', async (_, one) => {
      const { words, sees, path = '/probe' } = one
      const before = server.seen.length
      await runKubectl(['get', '--raw', '/probe', ...here(words ?? [])], environment(one))
      // Some kubectls ask for the version first.
      const theirs = server.seen.slice(before).find((seen) => seen.path === path)
      expect(identity(theirs)).toEqual([path, ...sees])
    })
  },
)

describe('a login with OpenID Connect', () => {
  const token = (expires: number): string =>
    [{}, { exp: expires }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat('signature')
      .join('.')
  const oidc = (expires: number): string =>
    config({
      'auth-provider': {
        name: 'oidc',
        config: {
          'client-id': 'c',
          'idp-issuer-url': 'https://127.0.0.1:9',
          'refresh-token': 'secret-token',
          'id-token': token(expires),
        },
      },
    })

  test('sends the token that is still good', async () => {
    const soon = Math.floor(Date.now() / 1000) + 600
    const seen = await seenFrom({}, { KUBECONFIG: kubeconfigFile(oidc(soon)) })
    expect(seen?.headers.authorization).toBe(`Bearer ${token(soon)}`)
  })

  test('says so if it cannot be renewed', async () => {
    const error: unknown = await seenFrom({}, { KUBECONFIG: kubeconfigFile(oidc(1)) }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ kind: 'refused', message: expect.stringContaining('could not be renewed') })
    expect(String(error)).not.toContain('secret-token')
  })
})

describe('several files', () => {
  const first = JSON.stringify({
    clusters: [{ name: 'fake', cluster: { server: 'https://first:1' } }],
    contexts: [{ name: 'a', context: { cluster: 'fake', namespace: 'one' } }],
  })
  const second = JSON.stringify({
    'current-context': 'a',
    clusters: [{ name: 'fake', cluster: { server: 'https://second:2', 'tls-server-name': 'x' } }],
    contexts: [
      { name: 'a', context: { cluster: 'none', namespace: 'two' } },
      { name: 'b', context: { cluster: 'fake' } },
    ],
  })
  const path = folder({ first, second, empty: '' })
  const list = (...names: string[]): string => names.map((name) => join(path, name)).join(delimiter)

  test('the first to name an entry wins, whole; the first to name a context makes it current', async () => {
    const connection = await loadConnection(
      {},
      testEnvironment({ KUBECONFIG: list('none', 'empty', 'first', 'second', 'first') }),
    )
    expect(connection).toMatchObject({ contextName: 'a', namespace: 'one' })
    expect(connection.server.href).toBe('https://first:1/')
    expect(connection.credentials.serverName).toBe('')
    const other = await loadConnection(
      { context: 'b' },
      testEnvironment({ KUBECONFIG: list('first', 'second') }),
    )
    expect(other).toMatchObject({ contextName: 'b', namespace: 'default' })
  })

  test('--kubeconfig is the only one, and has to be there', async () => {
    const env = { KUBECONFIG: list('first') }
    expect(
      (await loadConnection({ kubeconfig: join(path, 'second'), context: 'b' }, testEnvironment(env))).server
        .host,
    ).toBe('second:2')
    await expect(loadConnection({ kubeconfig: '/nope' }, testEnvironment(env))).rejects.toThrow(
      'stat /nope: no such file or directory',
    )
  })

  test('relative paths belong to the folder of the file', async () => {
    const home = folder({
      'ca.pem': certificate('ca.crt'),
      tok: 'abc',
      'me.crt': certificate('client.crt'),
      'me.key': certificate('client.key'),
    })
    const { writeFileSync } = await import('node:fs')
    writeFileSync(
      join(home, 'config'),
      config(
        { tokenFile: 'tok', 'client-certificate': 'me.crt', 'client-key': './me.key' },
        { 'certificate-authority-data': undefined, 'certificate-authority': 'ca.pem' },
      ),
    )
    expect(identity(await seenFrom({}, { KUBECONFIG: join(home, 'config') }))).toContain(
      'authorization: bearer abc',
    )
  })
})

describe('where there is no server to go to by', () => {
  test('none is taken to be here', async () => {
    const connection = await loadConnection({}, testEnvironment())
    expect(connection).toMatchObject({ namespace: 'default', contextName: '' })
    expect(connection.server.href).toBe('http://localhost:8080/')
  })

  test('inside a pod, its service account counts, and flags go before it', async () => {
    const serviceAccount = folder({
      token: 'pod-token',
      'ca.crt': certificate('ca.crt'),
      namespace: 'jobs\n',
    })
    const { host } = new URL(server.url)
    const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: host.split(':')[1] ?? '' }
    const inside = testEnvironment(env, { serviceAccount })
    const connection = await loadConnection({}, inside)
    expect([connection.namespace, connection.server.host]).toEqual(['jobs', host])
    expect(await connection.credentials.proof()).toMatchObject({ authorization: 'Bearer pod-token' })
    expect((await loadConnection({ namespace: 'other' }, inside)).namespace).toBe('other')
    expect(await (await loadConnection({ token: 'flag' }, inside)).credentials.proof()).toMatchObject({
      authorization: 'Bearer flag',
    })
    const v6 = await loadConnection(
      {},
      testEnvironment({ ...env, KUBERNETES_SERVICE_HOST: 'fd00::1' }, { serviceAccount }),
    )
    expect(v6.server.hostname).toBe('[fd00::1]')
  })

  test('http:// gets no credentials, as in kubectl', async () => {
    const plain = await startServer(() => ({ body: {} }), null)
    const file = kubeconfigFile(kubeconfig(plain.url, { token: 'secret', as: 'joe' }))
    const transport = new Transport(await loadConnection({ kubeconfig: file }, testEnvironment()), {
      limits: quick,
    })
    await transport.json({ path: '/probe' })
    transport.close()
    await plain.close()
    expect(plain.seen[0]?.headers.authorization).toBeUndefined()
    expect(plain.seen[0]?.headers['impersonate-user']).toBe('joe')
  })
})

describe('a configuration that cannot be used is refused in a sentence', () => {
  const broken: [string, string, ConnectionFlags, RegExp][] = [
    ['no YAML', 'a: [secret-token', {}, /error loading config file ".*": yaml: line 1: /],
    ['a list', '[]', {}, /it is not a kubeconfig/],
    ['another kind', '{"kind": "Pod"}', {}, /its kind is not Config/],
    [
      'a number as a token',
      '{"users": [{"name": "u", "user": {"token": 1}}], "contexts": [{"name": "c", "context": {"cluster": "x", "user": "u"}}], "clusters": [{"name": "x", "cluster": {"server": "https://x"}}], "current-context": "c"}',
      {},
      /the field "token" must be a text/,
    ],
    ['a name twice', '{"clusters": [{"name": "a"}, {"name": "a"}]}', {}, /duplicate name "a"/],
    ['entries that are no list', '{"users": {}}', {}, /"users" must be a list/],
    [
      'no such current context',
      '{"current-context": "nope"}',
      {},
      /^Error in configuration: context was not found for specified context: nope$/,
    ],
    [
      'no such context',
      '{}',
      { context: 'nope' },
      /^Error in configuration: context was not found for specified context: nope$/,
    ],
    ['no such cluster', '{}', { cluster: 'nope' }, /no server found for cluster "nope"/],
    ['no such user', '{}', { user: 'nope' }, /auth info "nope" does not exist/],
    [
      'a cluster that is gone',
      '{"contexts": [{"name": "c", "context": {"cluster": "gone"}}], "current-context": "c"}',
      {},
      /names the cluster "gone"/,
    ],
    [
      'a context without a cluster',
      '{"contexts": [{"name": "c", "context": {}}], "current-context": "c"}',
      {},
      /names no cluster/,
    ],
    [
      'a user that is gone',
      '{"contexts": [{"name": "c", "context": {"cluster": "x", "user": "gone"}}], "clusters": [{"name": "x", "cluster": {"server": "https://x"}}], "current-context": "c"}',
      {},
      /names the user "gone"/,
    ],
    [
      'groups without a name',
      '{}',
      { 'as-group': ['g'] },
      /requesting uid, groups or user-extra for\s+without impersonating a user/,
    ],
    ['a scheme', '{}', { server: 'ftp://x' }, /unsupported protocol scheme "ftp"/],
    ['no URL', '{}', { server: 'https://' }, /not a URL/],
    ['a timeout', '{}', { 'request-timeout': '5x' }, /^Invalid timeout value/],
    ['an extra without a value', '{}', { as: 'a', 'as-user-extra': ['x'] }, /KEY=VALUE/],
  ]
  test.each(broken)('%s', async (_, content, flags, text) => {
    const error: unknown = await loadConnection(
      { kubeconfig: kubeconfigFile(content), ...flags },
      testEnvironment(),
    ).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ClusterError)
    expect(error).toMatchObject({ kind: 'usage', message: expect.stringMatching(text) })
    expect(String(error)).not.toContain('secret-token')
  })

  const users: [string, object, object, RegExp][] = [
    ['a token and a password', { token: 'a', username: 'b' }, {}, /more than one authentication method/],
    [
      'a certificate without a key',
      { 'client-certificate-data': cert['client-certificate-data'] },
      {},
      /client-key-data or client-key must be specified/,
    ],
    [
      'a certificate twice',
      { ...cert, 'client-certificate': '/x' },
      {},
      /client-cert-data and client-cert are both specified/,
    ],
    ['a key of another', { ...cert, 'client-key-data': base64('server.key') }, {}, /do not belong together/],
    [
      'a certificate that is none',
      { 'client-certificate-data': 'AAAA', 'client-key-data': 'AAAA' },
      {},
      /cannot be read as PEM/,
    ],
    ['no base64', { ...cert, 'client-key-data': '*' }, {}, /is not base64/],
    [
      'a file that is gone',
      { 'client-certificate': '/nope', 'client-key': '/nope' },
      {},
      /unable to read client-cert \/nope .* no such file/,
    ],
    [
      'an authority that is gone',
      {},
      { 'certificate-authority-data': undefined, 'certificate-authority': '/nope' },
      /unable to read certificate-authority \/nope/,
    ],
    ['an authority that is none', {}, { 'certificate-authority-data': 'AAAA' }, /holds no certificate/],
    ['an authority twice', {}, { 'certificate-authority': '/x' }, /are both specified/],
    [
      'a login that kubectl dropped',
      { 'auth-provider': { name: 'gcp' } },
      {},
      /no longer has: use gke-gcloud-auth-plugin/,
    ],
    ['a login nobody knows', { 'auth-provider': { name: 'x' } }, {}, /which is not known/],
    [
      'a plugin without a mode',
      { exec: { ...exec, interactiveMode: '' } },
      {},
      /interactiveMode must be specified/,
    ],
    [
      'a plugin of an old version',
      { exec: { ...exec, apiVersion: 'client.authentication.k8s.io/v1alpha1' } },
      {},
      /invalid apiVersion/,
    ],
    ['a plugin without a command', { exec: { ...exec, command: '' } }, {}, /command must be specified/],
  ]
  test.each(users)('%s', async (_, user, cluster, text) => {
    const loading = loadConnection({ kubeconfig: kubeconfigFile(config(user, cluster)) }, testEnvironment())
    await expect(loading).rejects.toMatchObject({ kind: 'usage', message: expect.stringMatching(text) })
  })

  test('a client certificate out of date is named before anything is sent', async () => {
    const before = server.seen.length
    const user = {
      'client-certificate-data': base64('expired-client.crt'),
      'client-key-data': base64('expired-client.key'),
    }
    await expect(seenFrom({}, { KUBECONFIG: kubeconfigFile(config(user)) })).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/^the client certificate of user "me" expired on 20\d\d-/),
    })
    expect(server.seen).toHaveLength(before)
  })
})

test.each([
  ['', null],
  ['0', null],
  ['0s', null],
  ['30', 30_000],
  ['30s', 30_000],
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
])('--request-timeout=%s', (written, expected) => {
  expect(parseTimeout(written)).toBe(expected)
})

function base64(file: string): string {
  return Buffer.from(certificate(file)).toString('base64')
}

function hasKubectl(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function runKubectl(words: string[], env: Record<string, string>): Promise<void> {
  const { execa } = await import('execa')
  await execa('kubectl', words, {
    env: { PATH: process.env.PATH ?? '', HOME: tokens, ...env },
    extendEnv: false,
    timeout: 10_000,
  })
}
