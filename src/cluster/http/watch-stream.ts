// One watch request: the changes as the server sends them, until it closes.
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { isObject, type JsonObject } from '../../pod/json.ts'
import { ClusterError } from '../errors.ts'
import type { Connection } from '../login/kubeconfig.ts'
import { ExchangeFailure } from './exchange.ts'
import { jsonValues } from './json-stream.ts'
import type { Limits } from './limits.ts'
import { requestHeaders, requestRoute } from './request-route.ts'
import { answerError } from './server-error.ts'
import { openSocket } from './socket.ts'

/** A line of a watch. */
export interface StreamedChange {
  readonly type: string
  readonly object: JsonObject
}

export interface StreamOptions {
  readonly limits: Limits
  readonly stop: AbortSignal
  /** In which form the changes are wanted; plain JSON unless it is given. */
  readonly accept?: string
  /** Called when the server has taken the watch, before its first change. */
  readonly onOpen?: () => void
}

// No watch lasts as long, for each asks for less.
const silence = 310_000
// A refused watch explains itself in a short text.
const longestRefusal = 64 * 1024

/**
 * Yields the changes of a watch until the server ends it. Throws a ClusterError for an answer that is not a 200 (with its
 * `status`: 410 when the version is too old), and an ExchangeFailure where no answer came or it broke off.
 */
export async function* streamChanges(
  connection: Connection,
  path: string,
  options: StreamOptions,
): AsyncGenerator<StreamedChange> {
  const response = await open(connection, path, options)
  options.onOpen?.()
  try {
    for await (const { value } of jsonValues(response)) {
      if (isObject(value) && typeof value.type === 'string' && isObject(value.object)) {
        yield { type: value.type, object: value.object }
      }
    }
  } catch (error) {
    if (options.stop.aborted || error instanceof ClusterError) throw error
    throw new ExchangeFailure('lost', 0, error)
  } finally {
    response.destroy()
  }
}

async function open(connection: Connection, path: string, options: StreamOptions): Promise<IncomingMessage> {
  const proof = await connection.credentials.proof()
  const response = await send(connection, path, proof, options)
  if (response.statusCode === 200) return response
  if (response.statusCode === 401 && (await connection.credentials.renew(proof))) {
    response.destroy()
    const second = await send(connection, path, await connection.credentials.proof(), options)
    if (second.statusCode === 200) return second
    throw await refusal(second, path, connection)
  }
  throw await refusal(response, path, connection)
}

async function send(
  connection: Connection,
  path: string,
  { tls, authorization }: Awaited<ReturnType<Connection['credentials']['proof']>>,
  { limits, stop, accept = 'application/json' }: StreamOptions,
): Promise<IncomingMessage> {
  const { server, proxy, credentials } = connection
  const { serverName, insecure } = credentials
  const userAgent = `kubectl-podlife/${process.env.PODLIFE_VERSION ?? 'dev'}`
  const socket = await openSocket({ server, proxy, tls, serverName, insecure }, limits.connect, stop).catch(
    (error: unknown) => {
      throw error instanceof ClusterError ? error : new ExchangeFailure('no-connection', 0, error)
    },
  )
  return new Promise((resolve, reject) => {
    const request: ClientRequest = httpRequest({
      ...requestRoute(connection, path, requestHeaders(connection, userAgent, accept, authorization)),
      setHost: false,
      createConnection: () => socket,
      signal: stop,
    })
    const wait = setTimeout(() => request.destroy(new ExchangeFailure('silent', 0)), limits.firstByte)
    request.on('error', (error) => {
      clearTimeout(wait)
      reject(error instanceof ExchangeFailure ? error : new ExchangeFailure('lost', 0, error))
    })
    request.on('response', (response) => {
      clearTimeout(wait)
      // A server sends a bookmark every minute or so: who is silent for longer than any watch lasts is not there any more.
      response.setTimeout(silence, () => response.destroy(new ExchangeFailure('stalled', 0)))
      resolve(response)
    })
    request.end()
  })
}

async function refusal(
  response: IncomingMessage,
  path: string,
  connection: Connection,
): Promise<ClusterError> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size > longestRefusal) break
  }
  const { headers, statusCode } = response
  return answerError(
    {
      status: statusCode ?? 0,
      contentType: headers['content-type'] ?? '',
      body: Buffer.concat(parts),
      size,
      date: headers.date ?? '',
      retryAfter: null,
      location: null,
    },
    path,
    connection,
  )
}
