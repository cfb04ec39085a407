// A scripted API server on loopback, for faults that a real one shows too rarely.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { fileURLToPath } from 'node:url'

export function certificate(file: string): string {
  return readFileSync(certificatePath(file), 'utf8')
}

export function certificatePath(file: string): string {
  return fileURLToPath(new URL(`certificates/${file}`, import.meta.url))
}

export interface Seen {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[]
  /** The common name in the client's certificate; "" without one. */
  readonly certificateName: string
  /** 1 for the first request of this path. */
  readonly turn: number
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text as it is, bytes as they are, anything else as JSON. */
  readonly body?: unknown
  /** Takes over the response. */
  readonly raw?: (response: ServerResponse, socket: Socket) => void
}

export interface FakeServer {
  readonly url: string
  readonly seen: Seen[]
  /** Connections that were opened. */
  connections: number
  close(): Promise<void>
}

/** Starts a server that answers as `handle` says. With TLS unless `options` is null. */
export async function startServer(
  handle: (request: Seen) => Reply,
  options: ServerOptions | null = { cert: certificate('server.crt'), key: certificate('server.key') },
): Promise<FakeServer> {
  const turns = new Map<string, number>()
  const fake: FakeServer = { url: '', seen: [], connections: 0, close }
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    const turn = (turns.get(pathname) ?? 0) + 1
    turns.set(pathname, turn)
    const seen = {
      method: request.method ?? '',
      path: pathname,
      query: searchParams,
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      certificateName:
        request.socket instanceof TLSSocket
          ? String(request.socket.getPeerCertificate().subject?.CN ?? '')
          : '',
      turn,
    }
    fake.seen.push(seen)
    const { status = 200, headers, body, raw } = handle(seen)
    if (raw !== undefined) {
      raw(response, request.socket)
      return
    }
    const isPlain = typeof body === 'string' || body instanceof Buffer
    response.writeHead(status, {
      'Content-Type': isPlain ? 'text/plain' : 'application/json',
      ...headers,
    })
    response.end(isPlain ? body : JSON.stringify(body))
  }
  const server: Server = options === null ? createServer(onRequest) : createSecureServer(options, onRequest)
  server.on(options === null ? 'connection' : 'secureConnection', () => {
    fake.connections += 1
  })
  server.on('clientError', (_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  const { port } = server.address() as AddressInfo
  return Object.assign(fake, { url: `${options === null ? 'http' : 'https'}://127.0.0.1:${port}` })
}

/** A Status object, as an API server refuses with. */
export function failure(code: number, reason: string, message: string, metadata: object = {}): Reply {
  return {
    status: code,
    body: { kind: 'Status', apiVersion: 'v1', metadata, status: 'Failure', message, reason, code },
  }
}
