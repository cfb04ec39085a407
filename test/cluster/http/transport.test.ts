import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ClusterError } from '../../../src/cluster/errors.ts'
import { type Limits, usualLimits } from '../../../src/cluster/http/limits.ts'
import { Transport, type TransportOptions } from '../../../src/cluster/http/transport.ts'
import { loadConnection } from '../../../src/cluster/login/kubeconfig.ts'
import { certificate, type FakeServer, failure, type Reply, type Seen, startServer } from '../fake-server.ts'
import { kubeconfig, kubeconfigFile, quick, testEnvironment } from '../login/environment.ts'

const servers: FakeServer[] = []
const transports: Transport[] = []

afterEach(async () => {
  for (const transport of transports.splice(0)) transport.close()
  for (const server of servers.splice(0)) await server.close()
})

async function serve(
  handle: (request: Seen) => Reply,
  tls?: Parameters<typeof startServer>[1],
): Promise<FakeServer> {
  const server = await startServer(handle, tls)
  servers.push(server)
  return server
}

async function transportTo(
  url: string,
  options: TransportOptions = {},
  cluster: object = {},
  user?: object,
): Promise<Transport> {
  const file = kubeconfigFile(kubeconfig(url, user, cluster))
  const connection = await loadConnection({ kubeconfig: file }, testEnvironment())
  const transport = new Transport(connection, { limits: quick, ...options })
  transports.push(transport)
  return transport
}

/** Asks for one object and returns the error it ends in. */
async function errorOf(transport: Transport): Promise<ClusterError> {
  const error: unknown = await transport.json({ path: '/api/v1/nodes/n' }).then(
    (value) => expect.fail(`expected an error, not ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ClusterError)) throw error
  expect(error.message).not.toMatch(/[\r\n\x1b]|secret-token|Bearer/)
  return error
}

const node = { kind: 'Node', metadata: { name: 'n' } }

describe('a good answer', () => {
  test('comes over one kept connection, asked for with GET, a name and the token', async () => {
    const server = await serve(() => ({ body: node, headers: { Date: 'Tue, 24 Nov 2026 02:15:00 GMT' } }))
    const transport = await transportTo(server.url, { version: '1.2.3' })
    for (let turn = 0; turn < 5; turn += 1) {
      const read = await transport.json({ path: '/api/v1/nodes/n' })
      expect(read).toEqual({ value: node, date: 'Tue, 24 Nov 2026 02:15:00 GMT' })
    }
    expect(server.connections).toBe(1)
    expect(server.seen.map(({ method }) => method)).toEqual(Array(5).fill('GET'))
    expect(server.seen[0]?.headers).toMatchObject({
      'user-agent': 'kubectl-podlife/1.2.3',
      authorization: 'Bearer secret-token',
      accept: 'application/json',
    })
  })

  test('keeps the connection for longer than one may take to be made', async () => {
    const server = await serve(() => ({ body: node }))
    const transport = await transportTo(server.url, { limits: { ...usualLimits, connect: 2_000 } })
    await transport.json({ path: '/x' })
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    await transport.json({ path: '/x' })
    expect(server.connections).toBe(1)
  })

  test('uses at most six connections at once', async () => {
    let open = 0
    let most = 0
    const server = await serve(() => ({
      raw: (response) => {
        open += 1
        most = Math.max(most, open)
        setTimeout(() => {
          open -= 1
          response.setHeader('Content-Type', 'application/json').end('{}')
        }, 20)
      },
    }))
    const transport = await transportTo(server.url)
    await Promise.all(Array.from({ length: 20 }, () => transport.json({ path: '/x' })))
    expect(most).toBe(6)
    expect(server.connections).toBe(6)
  })

  test('may be compressed', async () => {
    const server = await serve(() => ({
      body: gzipSync(JSON.stringify(node)),
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    }))
    expect(await (await transportTo(server.url)).json({ path: '/x' })).toMatchObject({ value: node })
  })

  test('keeps the path that the server stands below', async () => {
    const server = await serve(() => ({ body: node }))
    await (await transportTo(`${server.url}/k8s/clusters/c-1/`)).json({ path: '/api/v1/nodes/n' })
    expect(server.seen[0]?.path).toBe('/k8s/clusters/c-1/api/v1/nodes/n')
  })
})

describe('a server that cannot be reached', () => {
  test('refuses the connection', async () => {
    const server = await startServer(() => ({}))
    await server.close()
    const error = await errorOf(await transportTo(server.url))
    const host = server.url.replace('https://', '')
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: `The connection to the server ${host} was refused - did you specify the right host or port?`,
    })
  })

  test('has a name that is not known', async () => {
    const error = await errorOf(await transportTo('https://no-such-host.invalid:6443'))
    expect(error).toMatchObject({ kind: 'unreachable' })
    expect(error.message).toContain('no-such-host.invalid')
    expect(error.message).toContain('context "here"')
  })

  const certificates: [string, Parameters<typeof startServer>[1], object, RegExp][] = [
    ['expired', keys('expired'), {}, /certificate has expired/],
    ['of another name', keys('misnamed'), {}, /certificate is for another name/],
    [
      'of an unknown authority',
      keys('server'),
      { 'certificate-authority-data': authority('other-ca.crt') },
      /unknown authority/,
    ],
    ['missing, since it is no TLS server', null, {}, /does not speak TLS/],
  ]
  test.each(certificates)('shows a certificate %s', async (_, tls, cluster, text) => {
    const server = await serve(() => ({ body: node }), tls)
    const url = server.url.replace('http:', 'https:')
    const error = await errorOf(await transportTo(url, {}, cluster))
    expect(error.kind).toBe('unreachable')
    expect(error.message).toMatch(text)
    expect(server.seen).toEqual([])
  })

  test('is checked whatever NODE_TLS_REJECT_UNAUTHORIZED says, and sees no token', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    // Node warns of the variable, which would look like a fault of the tests.
    const warning = vi.spyOn(process, 'emitWarning').mockReturnValue()
    try {
      const server = await serve(() => ({ body: node }))
      const error = await errorOf(
        await transportTo(server.url, {}, { 'certificate-authority-data': authority('other-ca.crt') }),
      )
      expect(error.message).toMatch(/unknown authority/)
      expect(server.seen).toEqual([])
    } finally {
      vi.unstubAllEnvs()
      warning.mockRestore()
    }
  })

  test('is trusted by another name, or not checked at all, where the kubeconfig says so', async () => {
    const server = await serve(() => ({ body: node }), keys('misnamed'))
    await (await transportTo(server.url, {}, { 'tls-server-name': 'elsewhere.test' })).json({ path: '/x' })
    const unchecked = { 'insecure-skip-tls-verify': true, 'certificate-authority-data': '' }
    await (await transportTo(server.url, {}, unchecked)).json({ path: '/x' })
    expect(server.seen).toHaveLength(2)
  })

  test('never takes the connection', async () => {
    // A listener that accepts, but says nothing of TLS.
    const { createServer } = await import('node:net')
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    const error = await errorOf(await transportTo(`https://127.0.0.1:${port}`))
    silent.close()
    expect(error).toMatchObject({ kind: 'unreachable', timedOut: true })
    expect(error.message).toContain('did not take the connection in time')
  })
})

describe('an answer that does not come, or not whole', () => {
  const cases: [string, Reply['raw'] & {}, RegExp][] = [
    ['silence', () => {}, /did not answer in time/],
    [
      'headers and silence',
      (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders(),
      /did not finish its answer in time, 0 bytes/,
    ],
    [
      'a byte at a time',
      (response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' })
        const timer = setInterval(() => response.write(' '), 40)
        response.on('close', () => clearInterval(timer))
      },
      /did not finish its answer in time, \d+ bytes/,
    ],
    ['a connection that is always reset', (_, socket) => void socket.destroy(), /closed the connection/],
    [
      'a body shorter than announced',
      (response, socket) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' })
        response.write('{"kind":', () => socket.destroy())
      },
      /closed the connection/,
    ],
  ]
  test.each(cases)('%s ends in time', async (_, raw, text) => {
    const server = await serve(() => ({ raw }))
    const error = await errorOf(await transportTo(server.url))
    expect(error.kind).toBe('unreachable')
    expect(error.message).toMatch(text)
    expect(error.message).toContain('GET /api/v1/nodes/n')
  })

  test('a reset is tried again, three times at most', async () => {
    const server = await serve(({ turn }) =>
      turn <= 3 ? { raw: (_, socket) => void socket.destroy() } : { body: node },
    )
    expect(await (await transportTo(server.url)).json({ path: '/x' })).toMatchObject({ value: node })
    const always = await serve(() => ({ raw: (_, socket) => void socket.destroy() }))
    await errorOf(await transportTo(always.url))
    expect(always.seen).toHaveLength(4)
  })

  test('JSON that is cut at any byte is never taken for an answer', async () => {
    const whole = JSON.stringify({ kind: 'NodeList', items: [node] })
    let cut = 0
    const server = await serve(() => ({
      body: whole.slice(0, cut),
      headers: { 'Content-Type': 'application/json' },
    }))
    const transport = await transportTo(server.url, { limits: { ...quick, run: 60_000 } })
    for (cut = 0; cut < whole.length; cut += 1) {
      const error = await errorOf(transport)
      expect(error).toMatchObject({ kind: 'protocol' })
      expect(error.message).toContain('broken JSON')
    }
    expect(server.seen).toHaveLength(2 * whole.length)
  })

  test('the whole run has an end, however many requests it takes', async () => {
    const server = await serve(() => ({ raw: () => {} }))
    const transport = await transportTo(server.url, { limits: { ...quick, run: 300 } })
    for (let turn = 0; turn < 20; turn += 1) await errorOf(transport)
    // Once it is over, nothing is asked any more.
    expect(server.seen.length).toBeLessThan(20)
  })
})

describe('an answer of the wrong kind', () => {
  const cases: [string, Reply, RegExp][] = [
    [
      'a login page',
      { body: '<html>', headers: { 'Content-Type': 'text/html; charset=utf-8' } },
      /not from a Kubernetes API \(text\/html\)/,
    ],
    ['plain text', { body: 'ok' }, /not from a Kubernetes API \(text\/plain\)/],
    [
      'bytes',
      { body: Buffer.from([1]), headers: { 'Content-Type': 'application/octet-stream' } },
      /octet-stream/,
    ],
    [
      'a body larger than the limit',
      { body: 'x'.repeat(quick.size + 1), headers: { 'Content-Type': 'application/json' } },
      /larger than/,
    ],
    [
      'a bomb',
      {
        body: gzipSync(Buffer.alloc(50 << 20)),
        headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      },
      /larger than/,
    ],
    [
      'broken compression',
      { body: 'no gzip', headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' } },
      /compressed in a way/,
    ],
    [
      'an unknown compression',
      { body: 'x', headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'br' } },
      /compressed in a way/,
    ],
    [
      'a redirect to another host',
      { status: 302, headers: { Location: 'https://login.example/?x=1' } },
      /to login\.example, where credentials are not sent/,
    ],
    ['a redirect without a target', { status: 307 }, /leads nowhere/],
    ['a redirect in a circle', { status: 301, headers: { Location: '/api/v1/nodes/n' } }, /leads nowhere/],
    ['a teapot', { status: 418, body: 'short\nand stout' }, /with 418: short$/],
  ]
  test.each(cases)('%s is a protocol error', async (_, reply, text) => {
    const server = await serve(() => reply)
    const error = await errorOf(await transportTo(server.url))
    expect(error.kind).toBe('protocol')
    expect(error.message).toMatch(text)
  })

  test.each([301, 302, 307, 308])('a redirect (%i) on the same host is followed once', async (status) => {
    const server = await serve(({ path }) =>
      path === '/moved' ? { body: node } : { status, headers: { Location: '/moved' } },
    )
    expect(await (await transportTo(server.url)).json({ path: '/x' })).toMatchObject({ value: node })
  })
})

describe('a refusal', () => {
  test('of the login is told with what to do, and holds no secret', async () => {
    const server = await serve(() => failure(401, 'Unauthorized', 'Unauthorized'))
    expect(await errorOf(await transportTo(server.url))).toMatchObject({
      kind: 'refused',
      status: 401,
      message:
        'error: You must be logged in to the server (Unauthorized): the token of user "me" was not accepted: get a new one',
    })
    expect(server.seen).toHaveLength(1)
  })

  const message =
    'nodes "n" is forbidden: User "u" cannot get resource "nodes" in API group "" at the cluster scope'
  const cases: [string, Reply, Partial<ClusterError>][] = [
    [
      'by RBAC',
      failure(403, 'Forbidden', message),
      { kind: 'refused', message: `Error from server (Forbidden): ${message}` },
    ],
    [
      'by something else',
      { status: 403, body: '<html>Session over', headers: { 'Content-Type': 'text/html' } },
      { kind: 'refused' },
    ],
    [
      'not found',
      failure(404, 'NotFound', 'nodes "n" not found'),
      { kind: 'not-found', message: 'Error from server (NotFound): nodes "n" not found' },
    ],
    ['not found, without a reason', { status: 404, body: '404 page not found' }, { kind: 'not-found' }],
    [
      'a hostile message',
      failure(403, 'Forbidden', 'a\u009b2Jb\u202ec\nd'),
      { kind: 'refused', message: 'Error from server (Forbidden): a 2Jb c' },
    ],
    ['internal error', failure(500, 'InternalError', 'etcd'), { kind: 'unreachable' }],
    [
      'bad gateway in HTML',
      { status: 502, body: '<html>', headers: { 'Content-Type': 'text/html' } },
      { kind: 'unreachable' },
    ],
    ['an empty 503', { status: 503, body: '' }, { kind: 'unreachable' }],
    ['bad request', failure(400, 'BadRequest', 'no'), { kind: 'protocol' }],
  ]
  test.each(cases)('%s is not tried again', async (_, reply, expected) => {
    const server = await serve(() => reply)
    expect(await errorOf(await transportTo(server.url))).toMatchObject(expected)
    expect(server.seen).toHaveLength(1)
  })
})

describe('a busy server', () => {
  const sleeps: number[] = []
  const sleep = async (milliseconds: number): Promise<void> => void sleeps.push(milliseconds)
  const patient: Limits = { ...quick, run: 600_000 }
  const limits = { limits: patient, sleep }
  const throttled = (after?: string): Reply => ({
    status: 429,
    body: 'too many requests',
    headers: after === undefined ? {} : { 'Retry-After': after },
  })

  test.each([
    ['1', 1_000],
    ['8', 8_000],
    ['32', 32_000],
    ['0', 1_000],
    ['-1', 1_000],
    ['soon', 1_000],
    [undefined, 1_000],
    ['Tue, 24 Nov 2026 02:15:05 GMT', 5_000],
  ])('Retry-After: %s is waited for', async (after, expected) => {
    sleeps.length = 0
    const waits: unknown[] = []
    const date = { Date: 'Tue, 24 Nov 2026 02:15:00 GMT' }
    const server = await serve(({ turn }) => {
      const reply = throttled(after)
      return turn === 1 ? { ...reply, headers: { ...reply.headers, ...date } } : { body: node }
    })
    const transport = await transportTo(server.url, { ...limits, onWait: (wait) => waits.push(wait) })
    expect(await transport.json({ path: '/x' })).toMatchObject({ value: node })
    expect(sleeps).toEqual([expected])
    expect(waits).toEqual([{ seconds: expected / 1000, status: 429, path: '/x' }])
  })

  test.each([
    ['1', 5],
    ['32', 2],
    ['33', 1],
    ['9999', 1],
  ])('Retry-After: %s for ever ends after %i requests', async (after, requests) => {
    sleeps.length = 0
    const server = await serve(() => throttled(after))
    const error = await errorOf(await transportTo(server.url, limits))
    expect(error).toMatchObject({ kind: 'unreachable', status: 429 })
    expect(error.message).toContain(`asks to wait ${after} s`)
    expect(server.seen).toHaveLength(requests)
    expect(sleeps.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(45_000)
  })

  test('is not waited for beyond the end of the run', async () => {
    sleeps.length = 0
    const server = await serve(() => throttled('20'))
    await errorOf(await transportTo(server.url, { limits: { ...patient, run: 5_000 }, sleep }))
    expect(sleeps).toEqual([])
  })

  test('a 5xx is tried again only if it says when', async () => {
    const server = await serve(({ turn }) =>
      turn < 3
        ? { status: 503, body: 'restarting', headers: { 'Retry-After': '1', Connection: 'close' } }
        : { body: node },
    )
    expect(await (await transportTo(server.url, limits)).json({ path: '/x' })).toMatchObject({ value: node })
    const always = await serve(() => ({ status: 503, body: 'x', headers: { 'Retry-After': '1' } }))
    await errorOf(await transportTo(always.url, limits))
    expect(always.seen).toHaveLength(4)
  })
})

function keys(name: string): { cert: string; key: string } {
  return { cert: certificate(`${name}.crt`), key: certificate(`${name}.key`) }
}

function authority(file: string): string {
  return Buffer.from(certificate(file)).toString('base64')
}
