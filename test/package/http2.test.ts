// The real API server speaks HTTP/2, and the packaged program with it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createSecureServer, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { certificate, type Reply } from '../cluster/fake-server.ts'
import { kubeconfig } from '../cluster/login/environment.ts'
import { cluster, explain } from './recorded-cluster.ts'

describe('a server that speaks HTTP/2, as the real one does', () => {
  const speak = async (answer: (stream: ServerHttp2Stream, reply: Reply) => void) => {
    const asked: string[] = []
    let connections = 0
    const server = createSecureServer({
      allowHTTP1: true,
      cert: certificate('server.crt'),
      key: certificate('server.key'),
    })
    server.on('secureConnection', () => {
      connections += 1
    })
    const replyTo = (url = ''): Reply => {
      asked.push(url)
      const { pathname: path, searchParams: query } = new URL(url, 'http://x')
      return cluster({
        path,
        query,
        method: 'GET',
        headers: {},
        rawHeaders: [],
        certificateName: '',
        turn: 1,
      })
    }
    server.on('stream', (stream: ServerHttp2Stream, headers) => answer(stream, replyTo(headers[':path'])))
    // The other way, which Node takes at once, speaks the older protocol.
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.httpVersion !== '1.1') return
      const { status = 200, body } = replyTo(request.url)
      response.writeHead(status, {
        'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json',
      })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const { stdout } = await explain(kubeconfig(`https://127.0.0.1:${port}`))
      return { stdout, asked, connections }
    } finally {
      server.close()
    }
  }
  const whole = (stream: ServerHttp2Stream, { status = 200, body }: Reply): void => {
    const isText = typeof body === 'string'
    stream.respond({ ':status': status, 'content-type': isText ? 'text/plain' : 'application/json' })
    stream.end(isText ? body : JSON.stringify(body))
  }

  test('is asked for each source once', async () => {
    const { stdout, asked, connections } = await speak(whole)
    expect(stdout).toContain('exits with code 1')
    expect(new Set(asked).size).toBe(asked.length)
    expect(connections).toBeLessThan(asked.length)
  })

  test.each([
    ['the answer', (stream: ServerHttp2Stream) => stream.destroy(new Error('cut'))],
    ['the connection', (stream: ServerHttp2Stream) => stream.session?.destroy()],
  ])('and breaks off %s in the middle: what came is no answer', async (_, breakOff) => {
    const { stdout } = await speak((stream, { body }) => {
      stream.on('error', () => {})
      stream.respond({ ':status': 200, 'content-type': 'application/json' })
      stream.write(JSON.stringify(body).slice(0, 20), () => breakOff(stream))
    })
    expect(stdout).toContain('exits with code 1')
  })
})
