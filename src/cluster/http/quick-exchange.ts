// The short way to an answer: the HTTP client that is part of Bun, which the packaged program runs on. It is there without loading
// anything, and costs a third of Node's. It says little of what went wrong: where no whole answer came, `exchange` asks once more,
// and judges.
import type { Proof } from '../login/credentials.ts'
import { hasQuickClient } from '../login/environment.ts'
import type { Connection } from '../login/kubeconfig.ts'
import type { Identity } from '../login/tls.ts'
import type { RawAnswer } from './exchange.ts'

// Past this, or a quarter of what there is, the other way asks, which knows what it waits for. In milliseconds.
const patience = 2_000

// One connection carries all requests, as kubectl's does: a handshake costs more than all else. Off once a server cannot do that.
let offersHttp2 = true

/** By the client's own rules, which are not Go's. */
const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy']

/**
 * Whether the client would go where `exchange` goes, and trust whom it trusts: not the system's authorities, anyone, or a name of
 * the user's choice.
 */
export function isQuickFor(
  { server, proxy, headers, credentials }: Connection,
  { identity }: Proof,
): boolean {
  return (
    hasQuickClient &&
    server.protocol === 'https:' &&
    proxy === null &&
    headers.length === 0 &&
    identity !== null &&
    identity.ca !== null &&
    !credentials.insecure &&
    credentials.serverName === '' &&
    proxyVariables.every((name) => !process.env[name])
  )
}

/** Sends a GET. Null where no whole answer came in time; never rejects. `size` is in bytes, `total` in milliseconds. */
export async function quickExchange(
  url: string,
  headers: readonly (readonly [string, string])[],
  { ca, cert, key }: Identity,
  limits: { readonly size: number; readonly total: number },
  stop: AbortSignal,
): Promise<RawAnswer | null> {
  const over = new AbortController()
  const end = (): void => over.abort()
  const timer = setTimeout(end, Math.min(patience, limits.total / 4))
  stop.addEventListener('abort', end, { once: true })
  const get = (): Promise<Response> =>
    fetch(url, {
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      redirect: 'manual',
      signal: over.signal,
      ...(offersHttp2 ? { protocol: 'http2' } : {}),
      // NODE_TLS_REJECT_UNAUTHORIZED must not count.
      tls: { ca, cert: cert ?? undefined, key: key ?? undefined, rejectUnauthorized: true },
    } as RequestInit)
  try {
    const response = await get().catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'HTTP2Unsupported') throw error
      offersHttp2 = false
      return get()
    })
    const body = await bodyOf(response, limits.size)
    return body === null ? null : answerOf(response, body)
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', end)
    over.abort()
  }
}

async function bodyOf({ body }: Response, size: number): Promise<Buffer | null> {
  if (body === null) return Buffer.alloc(0)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body) {
    parts.push(part)
    length += part.length
    if (length > size) return null
  }
  return Buffer.concat(parts)
}

function answerOf({ status, headers }: Response, body: Buffer): RawAnswer {
  return {
    status,
    contentType: (headers.get('content-type') ?? '').toLowerCase(),
    body,
    size: body.length,
    date: headers.get('date') ?? '',
    retryAfter: headers.get('retry-after'),
    location: headers.get('location'),
  }
}
