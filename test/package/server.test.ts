// The program against API servers over TLS, as a process: the built file, or what PODLIFE_BINARY names. The rest of the transport's
// behaviour is tested where it is written; this is what another runtime could do otherwise.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import {
  certificate,
  type FakeServer,
  failure,
  type Reply,
  type Seen,
  startServer,
} from '../cluster/fake-server.ts'
import { folder, kubeconfig } from '../cluster/surroundings.ts'
import { podlife } from '../process/plugin.ts'
import { base64, cluster, explain } from './recorded-cluster.ts'

const running: FakeServer[] = []

afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

async function serve(
  handle: (request: Seen) => Reply,
  options?: Parameters<typeof startServer>[1],
): Promise<FakeServer> {
  const server = await startServer(handle, options)
  running.push(server)
  return server
}

const withClientCertificates = {
  cert: certificate('server.crt'),
  key: certificate('server.key'),
  ca: certificate('ca.crt'),
  requestCert: true,
  rejectUnauthorized: true,
}

const jane = {
  'client-certificate-data': base64(certificate('client.crt')),
  'client-key-data': base64(certificate('client.key')),
}

function plugin(status: object): object {
  const answer = JSON.stringify({
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status,
  })
  const path = join(
    folder({
      plugin: `#!/bin/sh\nprintf '%s' "$KUBERNETES_EXEC_INFO" > "$0.info"\ncat <<'EOF'\n${answer}\nEOF\n`,
    }),
    'plugin',
  )
  chmodSync(path, 0o755)
  return {
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command: path, interactiveMode: 'IfAvailable' },
    path,
  }
}

describe('who we are', () => {
  test('a token', async () => {
    const server = await serve(cluster)
    const { stdout, exitCode } = await explain(kubeconfig(server.url))
    expect(stdout).toContain('✖ Container `app` exits with code 1')
    expect(exitCode).toBe(0)
    for (const { headers } of server.seen) expect(headers.authorization).toBe('Bearer secret-token')
    expect(server.seen.map(({ method }) => method).filter((method) => method !== 'GET')).toEqual([])
  })

  test('each source is asked for once', async () => {
    const server = await serve(cluster)
    await explain(kubeconfig(server.url))
    const asked = server.seen.map(({ path, query }) => `${path}?${query}`)
    expect(asked.length).toBeGreaterThan(2)
    expect(new Set(asked).size).toBe(asked.length)
  })

  test('a client certificate, over few connections', async () => {
    const server = await serve(cluster, withClientCertificates)
    const { exitCode } = await explain(kubeconfig(server.url, jane))
    expect(exitCode).toBe(0)
    expect(new Set(server.seen.map(({ certificateName }) => certificateName))).toEqual(new Set(['jane']))
    expect(server.connections).toBeLessThan(server.seen.length)
  })

  test('a plugin that gives a token', async () => {
    const server = await serve(cluster)
    const { path, ...user } = plugin({ token: 'from-plugin' }) as { path: string }
    expect((await explain(kubeconfig(server.url, user))).exitCode).toBe(0)
    expect(server.seen[0]?.headers.authorization).toBe('Bearer from-plugin')
    expect(JSON.parse(readFileSync(`${path}.info`, 'utf8'))).toMatchObject({ kind: 'ExecCredential' })
  })

  test('a plugin that gives a client certificate', async () => {
    const server = await serve(cluster, withClientCertificates)
    const { path: _, ...user } = plugin({
      clientCertificateData: certificate('client.crt'),
      clientKeyData: certificate('client.key'),
    }) as { path: string }
    expect((await explain(kubeconfig(server.url, user))).exitCode).toBe(0)
    expect(server.seen[0]?.certificateName).toBe('jane')
  })

  test('impersonation, with a group twice', async () => {
    const server = await serve(cluster)
    await explain(kubeconfig(server.url), ['--as', 'joe', '--as-group', 'a', '--as-group', 'b'])
    const raw = server.seen[0]?.rawHeaders ?? []
    expect(raw.filter((_, index) => raw[index - 1]?.toLowerCase() === 'impersonate-group')).toEqual([
      'a',
      'b',
    ])
  })

  test('a certificate that has expired is refused before anything is sent', async () => {
    const server = await serve(cluster, withClientCertificates)
    const { stderr, exitCode } = await explain(
      kubeconfig(server.url, {
        'client-certificate-data': base64(certificate('expired-client.crt')),
        'client-key-data': base64(certificate('expired-client.key')),
      }),
    )
    expect(stderr).toContain('expired')
    expect({ exitCode, connections: server.connections }).toEqual({ exitCode: 5, connections: 0 })
  })
})

describe('whom we trust', () => {
  const refuses = async (server: FakeServer, cluster_: object = {}, env: Record<string, string> = {}) => {
    const { stdout, stderr, exitCode } = await explain(kubeconfig(server.url, undefined, cluster_), [], env)
    expect({ stdout, exitCode, seen: server.seen.length }).toEqual({ stdout: '', exitCode: 4, seen: 0 })
    // The runtime itself warns of that variable, in two lines.
    const own = stderr
      .trim()
      .split('\n')
      .filter((line) => !/^\(|NODE_TLS_REJECT_UNAUTHORIZED/.test(line))
    expect(own).toHaveLength(1)
    return stderr
  }
  const keyOf = (name: string) => ({ cert: certificate(`${name}.crt`), key: certificate(`${name}.key`) })

  test('not another authority', async () => {
    const other = { 'certificate-authority-data': base64(certificate('other-ca.crt')) }
    await refuses(await serve(cluster), other)
  })

  test('not another name, whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    await refuses(await serve(cluster, keyOf('misnamed')))
    await refuses(await serve(cluster, keyOf('misnamed')), {}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  })

  test('not one that has expired', async () => {
    expect(await refuses(await serve(cluster, keyOf('expired')))).toContain('expired')
  })

  test('the name that the kubeconfig or a flag says', async () => {
    const server = await serve(cluster, keyOf('misnamed'))
    const config = kubeconfig(server.url, undefined, { 'tls-server-name': 'elsewhere.test' })
    expect((await explain(config)).exitCode).toBe(0)
    expect((await explain(kubeconfig(server.url), ['--tls-server-name', 'elsewhere.test'])).exitCode).toBe(0)
    expect((await explain(kubeconfig(server.url), ['--tls-server-name', 'other.test'])).exitCode).toBe(4)
  })

  test('anyone, if the user says so', async () => {
    const server = await serve(cluster, keyOf('expired'))
    expect((await explain(kubeconfig(server.url), ['--insecure-skip-tls-verify'])).exitCode).toBe(0)
  })
})

describe('what servers do', () => {
  test.each([
    [401, 'Unauthorized', 5],
    [403, 'Forbidden', 5],
    [404, 'NotFound', 6],
    [500, 'InternalError', 4],
  ])('%i becomes one line and exit code', async (status, reason, code) => {
    const server = await serve(() => failure(status, reason, `pods "app" ${reason}`))
    const { stdout, stderr, exitCode } = await explain(kubeconfig(server.url))
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: code })
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2)
    expect(stderr).not.toMatch(/secret-token| at .*:\d+:\d+/)
  })

  test('compress', async () => {
    const server = await serve((seen) => {
      const { body, headers } = cluster(seen)
      return {
        body: gzipSync(JSON.stringify(body)),
        headers: { ...headers, 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      }
    })
    expect((await explain(kubeconfig(server.url))).stdout).toContain('exits with code 1')
  })

  test('close in the middle of an answer', async () => {
    const server = await serve((seen) =>
      /\/pods\/[^/]+$/.test(seen.path)
        ? {
            raw: (response, socket) => {
              response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' })
              response.write('{"kind":"Pod"')
              setTimeout(() => socket.destroy(), 20)
            },
          }
        : cluster(seen),
    )
    const { stdout, stderr, exitCode } = await explain(kubeconfig(server.url))
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 4 })
    expect(stderr).toMatch(/broke|closed|lost|reset/i)
  })

  test('say nothing, and are left after the time that the user gave', async () => {
    const server = await serve(() => ({ raw: () => {} }))
    const started = Date.now()
    expect((await explain(kubeconfig(server.url), ['--request-timeout', '1s'])).exitCode).toBe(4)
    expect(Date.now() - started).toBeLessThan(25_000)
  })

  test('fail for a moment, and are asked again', async () => {
    const server = await serve((seen) =>
      seen.turn < 3 ? { ...failure(503, 'Busy', 'busy'), headers: { 'Retry-After': '0' } } : cluster(seen),
    )
    expect((await explain(kubeconfig(server.url))).stdout).toContain('exits with code 1')
  })

  test('refuse a login, and accept the one that the plugin gives next', async () => {
    const { path, ...user } = plugin({}) as { path: string }
    const status =
      '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}'
    const nextTime = 'token=$(cat "$0.token" 2>/dev/null || echo old)\necho new > "$0.token"'
    writeFileSync(path, `#!/bin/sh\n${nextTime}\nprintf '${status}' "$token"\n`)
    const server = await serve((seen) =>
      seen.headers.authorization === 'Bearer new' ? cluster(seen) : failure(401, 'Unauthorized', 'no'),
    )
    expect((await explain(kubeconfig(server.url, user))).stdout).toContain('exits with code 1')
  })

  test('lead elsewhere on the same server', async () => {
    const server = await serve((seen) =>
      seen.path.startsWith('/moved')
        ? cluster({ ...seen, path: seen.path.slice('/moved'.length) })
        : { status: 307, headers: { Location: `/moved${seen.path}?${seen.query}` }, body: '' },
    )
    expect((await explain(kubeconfig(server.url))).stdout).toContain('exits with code 1')
  })

  test('do without TLS', async () => {
    const server = await serve(cluster, null)
    expect((await explain(kubeconfig(server.url))).exitCode).toBe(0)
  })
})

test('a proxy between us and a server with TLS sees the host alone', async () => {
  const server = await serve(cluster)
  const asked: string[] = []
  const proxy = createServer().on('connect', ({ url = '' }, client) => {
    asked.push(url)
    const { port } = new URL(server.url)
    const upstream = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    upstream.on('error', () => client.destroy())
    client.on('error', () => upstream.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = proxy.address() as AddressInfo
    const config = kubeconfig(server.url, undefined, { 'proxy-url': `http://127.0.0.1:${port}` })
    expect((await explain(config)).exitCode).toBe(0)
    expect(new Set(asked)).toEqual(new Set([new URL(server.url).host]))
  } finally {
    proxy.close()
    proxy.closeAllConnections()
  }
})

test("the environment's proxy is not for a server on this machine", async () => {
  const server = await serve(cluster)
  const nowhere = 'http://127.0.0.1:9'
  const env = { HTTPS_PROXY: nowhere, https_proxy: nowhere, HTTP_PROXY: nowhere, http_proxy: nowhere }
  expect((await explain(kubeconfig(server.url), [], env)).exitCode).toBe(0)
})

test.each([
  [
    'a certificate and a key that do not belong together',
    { 'client-key-data': base64(certificate('server.key')) },
  ],
  [
    'a certificate that is none',
    { 'client-certificate-data': base64('-----BEGIN CERTIFICATE-----\nAAAA\n') },
  ],
])('%s: nobody is asked as somebody else', async (_, part) => {
  const server = await serve(cluster)
  const { exitCode, stderr } = await explain(kubeconfig(server.url, { ...jane, ...part }))
  expect({ exitCode, seen: server.seen.length }).toEqual({ exitCode: 2, seen: 0 })
  expect(stderr).toContain('client certificate')
})

const real = process.env.PODLIFE_KUBECONFIG ?? ''

// Any cluster will do; nothing in it is changed.
test.runIf(existsSync(real))('a real API server', async () => {
  const { stdout, stderr, exitCode } = await podlife(['explain', '-A', '-o', 'json'], {
    env: { KUBECONFIG: real },
  })
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  expect(JSON.parse(stdout)).toHaveProperty('kind')
})
