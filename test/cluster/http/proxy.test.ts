import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { ClusterError } from '../../../src/cluster/errors.ts'
import { Transport } from '../../../src/cluster/http/transport.ts'
import { loadConnection } from '../../../src/cluster/login/kubeconfig.ts'
import { chooseProxy } from '../../../src/cluster/login/proxy.ts'
import { type FakeServer, startServer } from '../fake-server.ts'
import { kubeconfig, kubeconfigFile, quick, testEnvironment } from '../login/environment.ts'

const api = new URL('https://api.example.com:6443')
const closing: (() => Promise<unknown> | unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

describe('which proxy', () => {
  const chosen: [string, string, Record<string, string>, string | null][] = [
    ['none without variables', 'https://a.b', {}, null],
    [
      'HTTPS_PROXY for https',
      'https://a.b',
      { HTTPS_PROXY: 'http://p:3128', HTTP_PROXY: 'http://q' },
      'http://p:3128/',
    ],
    [
      'HTTP_PROXY for http',
      'http://a.b',
      { HTTPS_PROXY: 'http://p:3128', HTTP_PROXY: 'http://q' },
      'http://q/',
    ],
    ['small letters too', 'https://a.b', { https_proxy: 'p:3128' }, 'http://p:3128/'],
    ['capitals first', 'https://a.b', { HTTPS_PROXY: 'p', https_proxy: 'q' }, 'http://p/'],
    ['none for a CGI program', 'http://a.b', { HTTP_PROXY: 'p', REQUEST_METHOD: 'GET' }, null],
    ['none for this machine', 'https://localhost:1', { HTTPS_PROXY: 'p' }, null],
    ['none for 127.0.0.0/8', 'https://127.8.9.1:1', { HTTPS_PROXY: 'p' }, null],
    ['none for ::1', 'https://[::1]:1', { HTTPS_PROXY: 'p' }, null],
    ['NO_PROXY=*', 'https://a.b', { HTTPS_PROXY: 'p', NO_PROXY: 'x, *' }, null],
    ['a domain covers itself', 'https://a.b', { HTTPS_PROXY: 'p', NO_PROXY: 'a.b' }, null],
    ['a domain covers what is below', 'https://x.a.b', { HTTPS_PROXY: 'p', NO_PROXY: 'A.b' }, null],
    ['a domain is no mere ending', 'https://xa.b', { HTTPS_PROXY: 'p', NO_PROXY: 'a.b' }, 'http://p/'],
    ['a dot leaves out itself', 'https://a.b', { HTTPS_PROXY: 'p', NO_PROXY: '.a.b' }, 'http://p/'],
    ['a dot covers what is below', 'https://x.a.b', { HTTPS_PROXY: 'p', NO_PROXY: '.a.b' }, null],
    ['so does a star', 'https://x.a.b', { HTTPS_PROXY: 'p', NO_PROXY: '*.a.b' }, null],
    ['a star leaves out itself', 'https://a.b', { HTTPS_PROXY: 'p', NO_PROXY: '*.a.b' }, 'http://p/'],
    ['the port counts', 'https://a.b:6443', { HTTPS_PROXY: 'p', NO_PROXY: 'a.b:443' }, 'http://p/'],
    ['the usual port is known', 'https://a.b', { HTTPS_PROXY: 'p', NO_PROXY: 'a.b:443' }, null],
    ['an address', 'https://10.1.2.3', { HTTPS_PROXY: 'p', NO_PROXY: '10.1.2.3' }, null],
    ['a range', 'https://10.1.2.3', { HTTPS_PROXY: 'p', NO_PROXY: '10.0.0.0/8' }, null],
    ['outside a range', 'https://11.1.2.3', { HTTPS_PROXY: 'p', NO_PROXY: '10.0.0.0/8' }, 'http://p/'],
    ['a range of IPv6', 'https://[fd00::1]', { HTTPS_PROXY: 'p', NO_PROXY: 'fd00::/8' }, null],
    [
      'an address and port of IPv6',
      'https://[fd00::1]:6443',
      { HTTPS_PROXY: 'p', NO_PROXY: '[fd00::1]:6443' },
      null,
    ],
    [
      'an address of a name is not looked up',
      'https://a.b',
      { HTTPS_PROXY: 'p', NO_PROXY: '10.0.0.0/8' },
      'http://p/',
    ],
    ['no digits as a domain', 'https://10.1.2.3', { HTTPS_PROXY: 'p', NO_PROXY: '2.3' }, 'http://p/'],
    [
      'rubbish is passed over',
      'https://a.b',
      { HTTPS_PROXY: 'p', NO_PROXY: ',, :443,[,/8,10.0.0.0/99' },
      'http://p/',
    ],
  ]
  test.each(chosen)('%s', (_, server, env, expected) => {
    expect(chooseProxy(new URL(server), '', env)?.href ?? null).toBe(expected)
  })

  test('proxy-url goes before all of these', () => {
    const env = { HTTPS_PROXY: 'p', NO_PROXY: '*' }
    expect(chooseProxy(api, 'socks5://q:1080', env)?.host).toBe('q:1080')
    expect(chooseProxy(new URL('https://127.0.0.1'), 'http://q', env)?.host).toBe('q')
  })

  test.each(['ftp://u:secret@p', 'http://', 'u:secret@p:1:2'])('%s is refused, and not quoted', (proxy) => {
    expect(() => chooseProxy(api, proxy, {})).toThrow(ClusterError)
    expect(() => chooseProxy(api, proxy, {})).not.toThrow(/secret/)
  })
})

/** A proxy for CONNECT and for whole URLs, on loopback. */
async function startProxy(answer: string | null): Promise<{ host: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.once('data', (head) => {
      asked.push(head.toString('latin1'))
      const [, target = ''] = /^CONNECT (\S+)/.exec(head.toString('latin1')) ?? []
      if (answer !== null) return socket.end(answer)
      pipeTo(socket, Number(target.split(':')[1]), () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    })
  })
  return { host: await listen(server), asked }
}

async function startSocks(reply: number): Promise<{ host: string; asked: Buffer[] }> {
  const asked: Buffer[] = []
  const server = createServer((socket) => {
    const steps = [
      () => socket.write(Buffer.from([5, 2])),
      () => socket.write(Buffer.from([1, 0])),
      (request: Buffer) => {
        const answer = Buffer.from([5, reply, 0, 1, 0, 0, 0, 0, 0, 0])
        if (reply !== 0) return socket.end(answer)
        socket.removeAllListeners('data')
        pipeTo(socket, request.readUInt16BE(request.length - 2), () => socket.write(answer))
      },
    ]
    socket.on('data', (data: Buffer) => {
      asked.push(data)
      steps.shift()?.(data)
    })
  })
  return { host: await listen(server), asked }
}

function pipeTo(socket: Socket, port: number, then: () => void): void {
  const target = connect(port, '127.0.0.1', () => {
    then()
    socket.pipe(target).pipe(socket)
  })
  socket.on('error', () => target.destroy())
  target.on('error', () => socket.destroy())
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return `127.0.0.1:${(server.address() as { port: number }).port}`
}

async function readThrough(proxyUrl: string, tls?: null): Promise<{ server: FakeServer; value: unknown }> {
  const server = await startServer(() => ({ body: { kind: 'Node' } }), tls)
  closing.push(() => server.close())
  const file = kubeconfigFile(kubeconfig(server.url, { token: 'secret-token' }, { 'proxy-url': proxyUrl }))
  const transport = new Transport(await loadConnection({ kubeconfig: file }, testEnvironment()), {
    limits: quick,
  })
  closing.push(() => transport.close())
  const { value } = await transport.json({ path: '/api/v1/nodes/n' })
  return { server, value }
}

describe('through a proxy', () => {
  test('TLS goes through a tunnel, and the proxy sees no token', async () => {
    const proxy = await startProxy(null)
    const { server, value } = await readThrough(`http://jane:p%40ss@${proxy.host}`)
    expect(value).toEqual({ kind: 'Node' })
    expect(proxy.asked).toHaveLength(1)
    expect(proxy.asked[0]).toContain(`CONNECT ${server.url.replace('https://', '')} HTTP/1.1`)
    expect(proxy.asked[0]).toContain(
      `Proxy-Authorization: Basic ${Buffer.from('jane:p@ss').toString('base64')}`,
    )
    expect(proxy.asked[0]).not.toContain('secret-token')
    expect(server.seen[0]?.headers).toMatchObject({ authorization: 'Bearer secret-token' })
    expect(server.seen[0]?.headers['proxy-authorization']).toBeUndefined()
  })

  test('a request without TLS is sent whole', async () => {
    const body = JSON.stringify({ kind: 'Node' })
    const proxy = await startProxy(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    const { server, value } = await readThrough(`http://${proxy.host}`, null)
    expect(value).toEqual({ kind: 'Node' })
    expect(proxy.asked[0]).toMatch(new RegExp(`^GET ${server.url}/api/v1/nodes/n HTTP/1.1\r\n`))
    expect(server.seen).toEqual([])
  })

  test('SOCKS 5 with a login', async () => {
    const proxy = await startSocks(0)
    expect(await readThrough(`socks5://jane:secret@${proxy.host}`)).toMatchObject({ value: { kind: 'Node' } })
    expect(proxy.asked[1]).toEqual(Buffer.from([1, 4, ...Buffer.from('jane'), 6, ...Buffer.from('secret')]))
  })

  test.each([
    ['HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n', 'refused', /asks for a login \(407\)/],
    ['HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n', 'unreachable', /answered 502/],
    ['', 'unreachable', /cannot be used/],
  ])('that answers %j ends in an error without its password', async (answer, kind, text) => {
    const proxy = await startProxy(answer)
    const error: unknown = await readThrough(`http://jane:secret@${proxy.host}`).catch(
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ kind, message: expect.stringMatching(text) })
    expect(String(error)).not.toMatch(/secret|jane/)
  })

  test('that is not there is named', async () => {
    const error: unknown = await readThrough('http://127.0.0.1:9').catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('the proxy 127.0.0.1:9'),
    })
    const socks = await startSocks(5)
    const refused: unknown = await readThrough(`socks5://a:b@${socks.host}`).catch(
      (reason: unknown) => reason,
    )
    expect(refused).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('SOCKS reply 5') })
  })
})
