// One request and its answer, with a limit on every wait. Knows HTTP, not Kubernetes.
import { type Agent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Limits } from './limits.ts'

/** Takes the body of a 200 as it arrives, and makes a value of it. */
export interface BodyReader<Value> {
  push(chunk: Buffer): void
  end(): Value
}

export interface RawAnswer {
  readonly status: number
  readonly contentType: string
  /** Empty for a 200, which a reader took. */
  readonly body: Buffer
  /** Of the whole body, in bytes after decompression. */
  readonly size: number
  readonly date: string
  readonly retryAfter: string | null
  readonly location: string | null
}

/** How an exchange failed, and when. */
export class ExchangeFailure extends Error {
  readonly kind: 'no-connection' | 'lost' | 'silent' | 'stalled' | 'too-slow' | 'too-large' | 'undecodable'
  /** Bytes of the body that had arrived. */
  readonly received: number

  constructor(kind: ExchangeFailure['kind'], received: number, cause?: unknown) {
    super(kind, { cause })
    this.kind = kind
    this.received = received
  }
}

/**
 * Sends a GET. Rejects with an ExchangeFailure, or with what the reader throws; `total` is the limit in milliseconds for all
 * of it.
 */
export function exchange(
  options: RequestOptions & { readonly agent: Agent; readonly secure: boolean },
  limits: Pick<Limits, 'firstByte' | 'idle' | 'size'>,
  total: number,
  reader: Pick<BodyReader<unknown>, 'push'>,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { secure, ...rest } = options
    const request = (secure ? httpsRequest : httpRequest)({ ...rest, method: 'GET' })
    let hasSocket = false
    let received = 0
    let wait: NodeJS.Timeout | undefined
    const fail = (kind: ExchangeFailure['kind'], cause?: unknown): void => {
      finish(() => reject(new ExchangeFailure(kind, received, cause)))
      request.destroy()
    }
    const whole = setTimeout(() => fail('too-slow'), total)
    function finish(then: () => void): void {
      clearTimeout(whole)
      clearTimeout(wait)
      then()
    }
    request.on('socket', () => {
      hasSocket = true
      wait = setTimeout(() => fail('silent'), limits.firstByte)
    })
    request.on('error', (error) => fail(hasSocket ? 'lost' : 'no-connection', error))
    request.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      const alive = (chunk?: Buffer): void => {
        received += chunk?.length ?? 0
        clearTimeout(wait)
        wait = setTimeout(() => fail('stalled'), limits.idle)
      }
      alive()
      response.on('data', alive)
      response.on('error', (error) => fail('lost', error))
      response.on('aborted', () => fail('lost'))
      const body = decoded(response)
      if (body === null) return fail('undecodable')
      body.on('error', (error) => fail(response.complete ? 'undecodable' : 'lost', error))
      const take = response.statusCode === 200 ? reader.push.bind(reader) : parts.push.bind(parts)
      body.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > limits.size) return fail('too-large')
        try {
          take(chunk)
        } catch (error) {
          finish(() => reject(error))
          request.destroy()
        }
      })
      body.on('end', () =>
        finish(() =>
          response.complete
            ? resolve(answerOf(response, Buffer.concat(parts), size))
            : reject(new ExchangeFailure('lost', received)),
        ),
      )
    })
    request.end()
  })
}

function decoded(response: IncomingMessage): Readable | null {
  switch ((response.headers['content-encoding'] ?? 'identity').toLowerCase()) {
    case 'identity':
      return response
    case 'gzip':
      return response.pipe(createGunzip())
    default:
      return null
  }
}

function answerOf(response: IncomingMessage, body: Buffer, size: number): RawAnswer {
  const { headers } = response
  return {
    status: response.statusCode ?? 0,
    contentType: (headers['content-type'] ?? '').toLowerCase(),
    body,
    size,
    date: headers.date ?? '',
    retryAfter: headers['retry-after'] ?? null,
    location: headers.location ?? null,
  }
}
