// Opens one connection to the server, through a proxy if there is one, with TLS if the server has it.
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext } from 'node:tls'
import { ClusterError } from '../errors.ts'
import { hostOf, portOf } from '../login/proxy.ts'
import { openThroughSocks } from './socks.ts'

export interface Route {
  readonly server: URL
  readonly proxy: URL | null
  /** Null for a server without TLS. */
  readonly tls: SecureContext | null
  readonly serverName: string
  readonly insecure: boolean
}

/** The code of an error when a limit is over. */
export const tooLong = 'ETIMEDOUT'

/**
 * Resolves to a connected socket. Rejects with Node's error, or with a ClusterError if a proxy refuses; with the code
 * ETIMEDOUT after `limit` milliseconds, or when `stop` is aborted.
 */
export async function openSocket(route: Route, limit: number, stop: AbortSignal): Promise<Socket> {
  // Aborted only while the connection is being made: what listens to it stays with the socket.
  const over = new AbortController()
  let opened: Socket | undefined
  const end = (): void => {
    over.abort()
    opened?.destroy(timedOut())
  }
  const timer = setTimeout(end, limit)
  stop.addEventListener('abort', end)
  try {
    if (stop.aborted) end()
    opened = await openPlain(route, over.signal)
    const socket = route.tls === null ? opened : await secured(opened, route)
    if (over.signal.aborted) socket.destroy()
    over.signal.throwIfAborted()
    return socket
  } catch (error) {
    opened?.destroy()
    throw over.signal.aborted ? timedOut() : error
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', end)
  }
}

/** The value of Proxy-Authorization for a proxy with a name and password in its URL, or null. */
export function proxyAuthorization({ username, password }: URL): string | null {
  if (username === '' && password === '') return null
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `Basic ${Buffer.from(login).toString('base64')}`
}

function openPlain({ server, proxy, tls }: Route, signal: AbortSignal): Promise<Socket> {
  if (proxy === null) return connected(connectTcp({ host: hostOf(server), port: portOf(server) }), signal)
  if (proxy.protocol.startsWith('socks')) {
    const socket = connectTcp({ host: hostOf(proxy), port: portOf(proxy) })
    return connected(socket, signal).then(() => openThroughSocks(socket, proxy, server, signal))
  }
  // Without TLS a request is simply sent to the proxy, with the whole URL in it.
  if (tls === null && proxy.protocol === 'http:') {
    return connected(connectTcp({ host: hostOf(proxy), port: portOf(proxy) }), signal)
  }
  return tunnel(proxy, server, signal)
}

function connected(socket: Socket, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => socket.destroy(timedOut()), { once: true })
    if (signal.aborted) socket.destroy(timedOut())
    socket.once('connect', () => resolve(socket))
    // Not once: Bun tells of a refused certificate on both sockets, and an error that nobody hears ends the process.
    socket.on('error', reject)
  })
}

function tunnel(proxy: URL, server: URL, signal: AbortSignal): Promise<Socket> {
  const target = `${server.hostname}:${portOf(server)}`
  const authorization = proxyAuthorization(proxy)
  return new Promise((resolve, reject) => {
    const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: hostOf(proxy),
      port: portOf(proxy),
      method: 'CONNECT',
      path: target,
      headers: {
        Host: target,
        ...(authorization === null ? {} : { 'Proxy-Authorization': authorization }),
      },
      agent: false,
      signal,
      rejectUnauthorized: true,
    })
    request.once('connect', ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode >= 200 && statusCode < 300) resolve(socket)
      else {
        socket.destroy()
        reject(proxyRefusal(proxy, statusCode))
      }
    })
    request.once('response', ({ statusCode = 0 }) => {
      request.destroy()
      reject(proxyRefusal(proxy, statusCode))
    })
    request.once('error', (error) => reject(proxyFailure(proxy, error)))
    request.end()
  })
}

function proxyRefusal(proxy: URL, status: number): ClusterError {
  return status === 407
    ? new ClusterError(
        'refused',
        `Unable to connect to the server: the proxy ${proxy.host} asks for a login (407)`,
      )
    : new ClusterError(
        'unreachable',
        `Unable to connect to the server: the proxy ${proxy.host} answered ${status}`,
      )
}

function proxyFailure(proxy: URL, cause: Error): ClusterError {
  const code = 'code' in cause ? String(cause.code) : cause.name
  return new ClusterError(
    'unreachable',
    `Unable to connect to the server: the proxy ${proxy.host} cannot be used (${code})`,
    { cause },
  )
}

function secured(socket: Socket, route: Route): Promise<Socket> {
  const host = hostOf(route.server)
  const name = route.serverName || host
  return new Promise((resolve, reject) => {
    const secure = connectTls({
      socket,
      host: name,
      // An address is never sent as the name of a server.
      servername: isIP(name) === 0 ? name : '',
      ...(route.tls === null ? {} : { secureContext: route.tls }),
      rejectUnauthorized: !route.insecure,
      ALPNProtocols: ['http/1.1'],
    })
    secure.once('secureConnect', () => resolve(secure))
    secure.on('error', reject)
    // A server that closes during the handshake gives no error on its own.
    secure.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })))
  })
}

function timedOut(): Error {
  return Object.assign(new Error('no connection in time'), { code: tooLong })
}
