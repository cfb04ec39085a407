// The program against API servers over TLS, as a process: the built file, or what PODLIFE_BINARY names. The rest of the transport's
// behaviour is tested where it is written; this is what another runtime could do otherwise.
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { certificate, type FakeServer, failure } from '../cluster/fake-server.ts'
import { kubeconfig } from '../cluster/login/environment.ts'
import { podlife } from '../process/plugin.ts'
import { base64, cluster, explain, serving } from './recorded-cluster.ts'

const serve = serving()

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

const real = process.env.PODLIFE_KUBECONFIG ?? ''
const needs = { meta: { needs: 'a cluster, named by PODLIFE_KUBECONFIG' } }

// Any cluster will do; nothing in it is changed.
test.runIf(existsSync(real))('a real API server', needs, async () => {
  const { stdout, stderr, exitCode } = await podlife(['explain', '-A', '-o', 'json'], {
    env: { KUBECONFIG: real },
  })
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  expect(JSON.parse(stdout)).toHaveProperty('kind')
})
