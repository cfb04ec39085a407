import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ClusterError } from '../../../src/cluster/errors.ts'
import { Transport } from '../../../src/cluster/http/transport.ts'
import type { ClusterEntry } from '../../../src/cluster/login/entries.ts'
import type { Environment } from '../../../src/cluster/login/environment.ts'
import { type ExecCredential, readExecPlugin, runExecPlugin } from '../../../src/cluster/login/exec-plugin.ts'
import { loadConnection } from '../../../src/cluster/login/kubeconfig.ts'
import { certificate, type FakeServer, failure, type Reply, type Seen, startServer } from '../fake-server.ts'
import { folder, kubeconfig, kubeconfigFile, quick, testEnvironment } from './environment.ts'

const v1 = 'client.authentication.k8s.io/v1'
const v1beta1 = 'client.authentication.k8s.io/v1beta1'
const cluster: ClusterEntry = {
  name: 'fake',
  server: 'https://api:6443',
  caFile: '',
  caData: Buffer.from(certificate('ca.crt')).toString('base64'),
  serverName: 'sni',
  insecure: false,
  proxyUrl: '',
  execConfig: { audience: 'x' },
}

/** A plugin that is a shell script. */
function plugin(script: string, more: object = {}): { entry: object; path: string } {
  const path = folder({ plugin: `#!/bin/sh\n${script}\n` })
  chmodSync(join(path, 'plugin'), 0o755)
  return {
    entry: { apiVersion: v1, command: join(path, 'plugin'), interactiveMode: 'IfAvailable', ...more },
    path,
  }
}

function credential(status: object | undefined, apiVersion: string = v1): string {
  return `echo '${JSON.stringify({ apiVersion, kind: 'ExecCredential', status })}'`
}

function run(
  script: string,
  more: object = {},
  around: Partial<Environment> = {},
  limit?: number,
): Promise<ExecCredential> {
  const { entry } = plugin(script, more)
  const PATH = [process.env.PATH, folder({ locked: '' })].join(delimiter)
  const env = { PATH, FROM_PROCESS: '1' }
  return runExecPlugin(readExecPlugin('me', { ...entry }), cluster, testEnvironment(env, around), limit)
}

describe('an exec plugin', () => {
  test('gives a token with its end', async () => {
    expect(await run(credential({ token: 't', expirationTimestamp: '2026-11-24T02:15:00Z' }))).toEqual({
      token: 't',
      cert: '',
      key: '',
      expiresAt: Date.parse('2026-11-24T02:15:00Z'),
    })
    expect(
      await run(credential({ token: 't' }, v1beta1), { apiVersion: v1beta1, interactiveMode: undefined }),
    ).toMatchObject({ expiresAt: null })
  })

  test('is told who asks, for which cluster, and gets its own variables', async () => {
    const { path, entry } = plugin(`env > "$0.env"\n${credential({ token: 't' })}`, {
      env: [
        { name: 'OWN', value: 'a b' },
        { name: 'KUBERNETES_EXEC_INFO', value: 'forged' },
      ],
      provideClusterInfo: true,
      args: ['x'],
    })
    await runExecPlugin(
      readExecPlugin('me', { ...entry }),
      cluster,
      testEnvironment({ PATH: process.env.PATH ?? '', FROM_PROCESS: '1' }),
    )
    const lines = readFileSync(join(path, 'plugin.env'), 'utf8').split('\n')
    expect(lines).toContain('OWN=a b')
    expect(lines).toContain('FROM_PROCESS=1')
    const info = lines
      .find((line) => line.startsWith('KUBERNETES_EXEC_INFO='))
      ?.slice('KUBERNETES_EXEC_INFO='.length)
    expect(JSON.parse(info ?? '')).toEqual({
      apiVersion: v1,
      kind: 'ExecCredential',
      spec: {
        interactive: false,
        cluster: {
          server: 'https://api:6443',
          'tls-server-name': 'sni',
          'certificate-authority-data': cluster.caData,
          config: { audience: 'x' },
        },
      },
    })
  })

  test('has no standard input to wait for where nobody can answer', async () => {
    expect(await run(`read line; ${credential({ token: 't' })}`)).toMatchObject({ token: 't' })
    await expect(run(credential({ token: 't' }), { interactiveMode: 'Always' })).rejects.toThrow(
      /standard input is not a terminal/,
    )
    expect(
      await run(credential({ token: 't' }), { interactiveMode: 'Never' }, { stdinIsTerminal: true }),
    ).toMatchObject({ token: 't' })
  })

  const failures: [string, string, object, RegExp][] = [
    ['ends with a code', 'echo secret; exit 3', {}, /failed with exit code 3$/],
    ['is killed', 'kill -9 $$', {}, /was ended by SIGKILL/],
    ['prints no JSON', 'echo secret', {}, /did not print an ExecCredential/],
    [
      'prints text before its JSON',
      `echo secret; ${credential({ token: 'secret' })}`,
      {},
      /did not print an ExecCredential/,
    ],
    ['prints nothing', 'true', {}, /did not print an ExecCredential/],
    ['prints another kind', `echo '{"kind": "Pod"}'`, {}, /did not print an ExecCredential/],
    [
      'answers in another version',
      credential({ token: 'secret' }, v1beta1),
      {},
      /configured to use API version .*\/v1, plugin returned version .*\/v1beta1/,
    ],
    ['has no status', credential(undefined), {}, /didn't return a status field/],
    ['has an empty status', credential({}), {}, /didn't return a token or cert\/key pair/],
    [
      'has a certificate alone',
      credential({ clientCertificateData: 'secret' }),
      {},
      /only certificate or key, not both/,
    ],
    ['has a number as its token', credential({ token: 1 }), {}, /must be a text/],
    ['prints without end', 'yes secret', {}, /more than 1 MiB/],
    ['hangs, and ignores to be told', 'trap "" TERM; exec sleep 600', {}, /did not end within/],
    [
      'is missing',
      '',
      { command: 'no-such-plugin', installHint: 'get it\nat \u001b[1mx' },
      /executable no-such-plugin not found: get it at\s+\[1mx/,
    ],
    ['may not be executed', '', { command: 'locked' }, /executable locked not found$/],
  ]
  test.each(failures)('that %s is refused in a sentence', async (_, script, more, text) => {
    const error: unknown = await run(script, more, {}, 400).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ClusterError)
    expect(error).toMatchObject({ kind: 'refused', message: expect.stringMatching(text) })
    expect(String(error)).toContain('Unable to connect to the server: getting credentials: exec')
    expect(String(error)).not.toMatch(/secret|\u001b|\n/)
  })
})

describe('the preferences of kubectl', () => {
  const script = credential({ token: 't' })
  const allow = (policy: string, list?: string): string =>
    `apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\ncredentialPluginPolicy: ${policy}\n${list ?? ''}`

  function runWith(preferences: string, env: Record<string, string> = {}): Promise<ExecCredential> {
    const { entry, path } = plugin(script)
    const content = preferences.replaceAll('PLUGIN', join(path, 'plugin'))
    const kuberc = join(folder({ kuberc: content }), 'kuberc')
    const around = testEnvironment({ PATH: `${path}:${process.env.PATH}`, KUBERC: kuberc, ...env })
    return runExecPlugin(readExecPlugin('me', { ...entry }), cluster, around)
  }

  test.each([
    ['', {}],
    [allow('AllowAll'), {}],
    [allow('Allowlist', 'credentialPluginAllowlist: [{command: other}, {command: PLUGIN}]'), {}],
    [allow('Allowlist', 'credentialPluginAllowlist: [{name: plugin}]'), {}],
    [allow('DenyAll'), { KUBECTL_KUBERC: 'false' }],
    [allow('DenyAll'), { KUBERC: 'off' }],
  ])('let it run: %j %j', async (preferences, env) => {
    expect(await runWith(preferences, env)).toMatchObject({ token: 't' })
  })

  test.each([
    [allow('DenyAll'), 'refused', /not allowed: policy set to "DenyAll"/],
    [
      allow('Allowlist', 'credentialPluginAllowlist: [{command: other}]'),
      'refused',
      /not permitted by the credential plugin allowlist/,
    ],
    [
      allow('Allowlist', 'credentialPluginAllowlist: [{command: /elsewhere/plugin}]'),
      'refused',
      /not permitted/,
    ],
    [allow('Allowlist'), 'usage', /is empty/],
    [allow('Allowlist', 'credentialPluginAllowlist: [{}]'), 'usage', /empty entry/],
    [allow('Perhaps'), 'usage', /unknown plugin policy/],
    ['a: [', 'usage', /not valid YAML/],
  ])('keep it from running: %j', async (preferences, kind, text) => {
    await expect(runWith(preferences)).rejects.toMatchObject({ kind, message: expect.stringMatching(text) })
  })
})

describe('a plugin behind requests', () => {
  const servers: FakeServer[] = []

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })

  /** A plugin that counts its runs in a file, and gives `token-RUN`. */
  async function transportWith(
    script: string,
    handle: (request: Seen) => Reply,
  ): Promise<{ transport: Transport; server: FakeServer; runs: () => number }> {
    const server = await startServer(handle)
    servers.push(server)
    const { entry, path } = plugin(`echo run >> "$0.runs"; n=$(wc -l < "$0.runs" | tr -d ' ')\n${script}`)
    const counter = join(path, 'plugin.runs')
    const file = kubeconfigFile(kubeconfig(server.url, { exec: entry }))
    const connection = await loadConnection(
      { kubeconfig: file },
      testEnvironment({ PATH: process.env.PATH ?? '' }),
    )
    const runs = (): number =>
      existsSync(counter) ? readFileSync(counter, 'utf8').split('\n').length - 1 : 0
    return { transport: new Transport(connection, { limits: quick }), server, runs }
  }
  const numbered = (more = ''): string =>
    `sleep 0.1; echo "{\\"apiVersion\\":\\"${v1}\\",\\"kind\\":\\"ExecCredential\\",\\"status\\":{\\"token\\":\\"token-$n\\"${more}}}"`

  test('runs once for fifty that ask at once, and again for none later', async () => {
    const { transport, runs, server } = await transportWith(numbered(), () => ({ body: {} }))
    await Promise.all(Array.from({ length: 50 }, () => transport.json({ path: '/x' })))
    await transport.json({ path: '/x' })
    transport.close()
    expect(runs()).toBe(1)
    expect(new Set(server.seen.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer token-1']),
    )
  })

  test('runs again when its answer has expired', async () => {
    const { transport, runs } = await transportWith(
      numbered(',\\"expirationTimestamp\\":\\"2020-01-01T00:00:00Z\\"'),
      () => ({ body: {} }),
    )
    await transport.json({ path: '/x' })
    await transport.json({ path: '/x' })
    transport.close()
    expect(runs()).toBe(2)
  })

  test('runs once more after a 401, also for many at once', async () => {
    const { transport, runs } = await transportWith(numbered(), ({ headers }) =>
      headers.authorization === 'Bearer token-2'
        ? { body: {} }
        : failure(401, 'Unauthorized', 'Unauthorized'),
    )
    await Promise.all(Array.from({ length: 6 }, () => transport.json({ path: '/x' })))
    transport.close()
    expect(runs()).toBe(2)
  })

  test('does not run for ever', async () => {
    const { transport, runs, server } = await transportWith(numbered(), () =>
      failure(401, 'Unauthorized', 'Unauthorized'),
    )
    await expect(transport.json({ path: '/x' })).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('log in with it again'),
    })
    transport.close()
    expect(runs()).toBe(2)
    expect(server.seen).toHaveLength(2)
  })

  test('may take its time: only requests are timed', async () => {
    const { transport } = await transportWith(numbered().replace('sleep 0.1', 'sleep 2.2'), () => ({
      body: {},
    }))
    await transport.json({ path: '/x' })
    transport.close()
  })

  test('gives a client certificate', async () => {
    const pair = folder({ 'me.crt': certificate('client.crt'), 'me.key': certificate('client.key') })
    const status = {
      clientCertificateData: certificate('client.crt'),
      clientKeyData: certificate('client.key'),
    }
    writeFileSync(join(pair, 'answer'), JSON.stringify({ apiVersion: v1, kind: 'ExecCredential', status }))
    const seen: string[] = []
    const server = await startServer(
      ({ certificateName }) => {
        seen.push(certificateName)
        return { body: {} }
      },
      {
        cert: certificate('server.crt'),
        key: certificate('server.key'),
        ca: certificate('ca.crt'),
        requestCert: true,
      },
    )
    servers.push(server)
    const { entry } = plugin(`cat "${join(pair, 'answer')}"`)
    const file = kubeconfigFile(kubeconfig(server.url, { exec: entry }))
    const transport = new Transport(
      await loadConnection({ kubeconfig: file }, testEnvironment({ PATH: process.env.PATH ?? '' })),
      { limits: quick },
    )
    await transport.json({ path: '/x' })
    transport.close()
    expect(seen).toEqual(['jane'])
  })
})
