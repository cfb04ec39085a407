// How a request gets to the server, whoever sends it.

import type { Connection } from '../login/kubeconfig.ts'
import { hostOf, portOf } from '../login/proxy.ts'
import { proxyAuthorization } from './socket.ts'

/** What is sent with each request, as pairs, so that a name can stand more than once (Impersonate-Group). */
export function requestHeaders(
  { server, headers }: Connection,
  userAgent: string,
  accept: string,
  authorization: string | null,
): [string, string][] {
  return [
    ['Host', server.host],
    ['Accept', accept],
    ['User-Agent', userAgent],
    ...headers.map(([name, value]): [string, string] => [name, value]),
    ...(authorization === null ? [] : [['Authorization', authorization] satisfies [string, string]]),
  ]
}

/** A path below the server's own. */
export function pathOn({ server }: Connection, path: string): string {
  return `${server.pathname.replace(/\/$/, '')}${path}`
}

/**
 * Where a request for a path is sent, with these headers and what a proxy asks for: without TLS a proxy is given the whole
 * address, with TLS it only passes on what it cannot read.
 */
export function requestRoute(
  connection: Connection,
  path: string,
  headers: readonly (readonly [string, string])[],
): { readonly host: string; readonly port: number; readonly path: string; readonly headers: string[] } {
  const { server, proxy } = connection
  const viaProxy = proxy?.protocol.startsWith('http') && server.protocol === 'http:' ? proxy : null
  const login = viaProxy === null ? null : proxyAuthorization(viaProxy)
  const full = pathOn(connection, path)
  return {
    host: hostOf(server),
    port: portOf(server),
    path: viaProxy === null ? full : `${server.origin}${full}`,
    headers: [...headers.flat(), ...(login === null ? [] : ['Proxy-Authorization', login])],
  }
}
