// Watches: the server says when something changes, so that nothing is asked again and again.
import {
  Agent,
  type ClientRequestArgs,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { request as httpsRequest, Agent as SecureAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { isObject } from '../pod/json.ts'
import { apiPath } from './api-path.ts'
import { hostOf, portOf } from './connection/proxy.ts'
import { openSocket, proxyAuthorization } from './connection/socket.ts'
import type { Connection } from './kubeconfig.ts'

/** What to watch: the objects of one list. */
export interface Watched {
  readonly plural: string
  /** "" for the core. */
  readonly group: string
  readonly namespace: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

export interface WatchOptions {
  /** Called when something has changed, and whenever a watch begins anew, since something may have been missed. */
  readonly onChange: () => void
  readonly signal: AbortSignal
  /** The pause before a watch that broke off begins anew, in milliseconds; it doubles up to 16 times this. */
  readonly pause?: number
}

// A server ends a watch by itself after half an hour to an hour; a proxy in between often earlier and without a word.
const watchSeconds = 290
const silence = (watchSeconds + 20) * 1000
const connectLimit = 5000

/**
 * Watches until the signal. A watch that ends, breaks off, or whose place in history is gone (410) begins anew with the
 * present state. Never rejects: a server that is away comes back, or the caller's time is over.
 */
export async function watchChanges(
  connection: Connection,
  watched: Watched,
  { onChange, signal, pause = 500 }: WatchOptions,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    const began = await watchOnce(connection, watched, onChange, signal)
    failures = began ? 0 : failures + 1
    const rest = pause * 2 ** Math.min(failures, 4)
    await sleep(rest, undefined, { signal }).catch(() => {})
  }
}

/** One watch, from the present state to its end. Resolves to whether it had begun. */
async function watchOnce(
  connection: Connection,
  watched: Watched,
  onChange: () => void,
  signal: AbortSignal,
): Promise<boolean> {
  const response = await ask(connection, watched, signal).catch(() => null)
  if (response === null || response.statusCode !== 200) {
    response?.resume()
    return false
  }
  onChange()
  let line = ''
  try {
    response.setEncoding('utf8')
    for await (const chunk of response as AsyncIterable<string>) {
      const lines = (line + chunk).split('\n')
      line = lines.pop() ?? ''
      const types = lines.filter((text) => text.trim() !== '').map(typeOf)
      // The place in history is gone, or the server has some other trouble: begin anew.
      if (types.includes('ERROR')) return true
      if (types.some((type) => type !== 'BOOKMARK')) onChange()
    }
  } catch {
    // Broken off; the next watch tells the state.
  }
  return true
}

/** The type of a watch event; `ERROR` for a line that is none. */
function typeOf(line: string): string {
  try {
    const event: unknown = JSON.parse(line)
    return isObject(event) && typeof event.type === 'string' ? event.type : 'ERROR'
  } catch {
    return 'ERROR'
  }
}

async function ask(connection: Connection, watched: Watched, signal: AbortSignal): Promise<IncomingMessage> {
  const { server, proxy, credentials, headers } = connection
  const proof = await credentials.proof()
  const { tls } = proof
  const viaProxy = proxy?.protocol.startsWith('http') && server.protocol === 'http:' ? proxy : null
  const login = viaProxy === null ? null : proxyAuthorization(viaProxy)
  const path = `${server.pathname.replace(/\/$/, '')}${pathOf(watched)}`
  const agent = tls === null ? new Agent() : new SecureAgent()
  agent.createConnection = (
    _: ClientRequestArgs,
    created?: (error: Error | null, stream: Duplex) => void,
  ) => {
    const { serverName, insecure } = credentials
    openSocket({ server, proxy, tls, serverName, insecure }, connectLimit, signal).then(
      (socket) => created?.(null, socket),
      (error: Error) => created?.(error, undefined as unknown as Duplex),
    )
    return undefined
  }
  const pairs: [string, string][] = [
    ['Host', server.host],
    ['Accept', 'application/json'],
    ['User-Agent', `kubectl-podlife/${process.env.PODLIFE_VERSION ?? 'dev'}`],
    ...headers.map(([name, value]): [string, string] => [name, value]),
    ...(proof.authorization === null
      ? []
      : [['Authorization', proof.authorization] satisfies [string, string]]),
    ...(login === null ? [] : [['Proxy-Authorization', login] satisfies [string, string]]),
  ]
  return new Promise((resolve, reject) => {
    const send = server.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send({
      method: 'GET',
      host: hostOf(server),
      port: portOf(server),
      path: viaProxy === null ? path : `${server.origin}${path}`,
      headers: pairs.flat() as unknown as NonNullable<RequestOptions['headers']>,
      setHost: false,
      agent,
      signal,
      timeout: silence,
    })
    request.on('timeout', () => request.destroy())
    request.on('error', reject)
    request.on('response', resolve)
    request.end()
  })
}

function pathOf({ plural, group, namespace, labelSelector = '', fieldSelector = '' }: Watched): string {
  const root = group === '' ? ['api', 'v1'] : ['apis', group, 'v1']
  return apiPath([...root, 'namespaces', namespace, plural], {
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: watchSeconds,
    labelSelector,
    fieldSelector,
  })
}
