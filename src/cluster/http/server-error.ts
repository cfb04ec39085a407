// What a server or a network said, as a sentence for the user, with kubectl's texts (kubectl pkg/cmd/util/helpers.go).
import { isObject, text } from '../../pod/json.ts'
import { ClusterError, codeOf, firstLine } from '../errors.ts'
import type { Connection } from '../login/kubeconfig.ts'
import { hostOf, portOf } from '../login/proxy.ts'
import type { ExchangeFailure, RawAnswer } from './exchange.ts'
import { tooLong } from './socket.ts'

/** The three fields of a Status object that are safe to show; null if the answer is none. */
function statusOf({
  body,
  contentType,
}: RawAnswer): { reason: string; message: string; next: string } | null {
  if (!contentType.includes('json')) return null
  try {
    const status: unknown = JSON.parse(body.toString('utf8'))
    if (!isObject(status) || status.kind !== 'Status') return null
    const metadata = isObject(status.metadata) ? status.metadata : {}
    return {
      reason: firstLine(text(status.reason), 60),
      message: firstLine(text(status.message)),
      next: text(metadata.continue),
    }
  } catch {
    return null
  }
}

/** The error for an answer that is not a 200. `path` is what was asked for. */
export function answerError(answer: RawAnswer, path: string, connection: Connection): ClusterError {
  const { status } = answer
  const text = statusOf(answer)
  const message = text?.message || plainBody(answer)
  const asked = `GET ${withoutQuery(path)}`
  const details = { status, next: text?.next ?? '' }
  const from = `Error from server${text?.reason ? ` (${text.reason})` : ''}: `
  switch (true) {
    case status === 401:
      return new ClusterError(
        'refused',
        `error: You must be logged in to the server (Unauthorized): ${connection.credentials.hint()}`,
        details,
      )
    case status === 403:
      return new ClusterError(
        'refused',
        text === null
          ? `Error from server (Forbidden): ${asked} was refused by ${connection.server.host} or by something in front of it${quoted(message)}`
          : `Error from server (Forbidden): ${message}`,
        details,
      )
    case status === 404:
      return new ClusterError(
        'not-found',
        `Error from server (NotFound): ${text?.message || `the server could not find the requested resource (${asked})`}`,
        details,
      )
    case status === 407:
      return new ClusterError(
        'refused',
        `Unable to connect to the server: the proxy asks for a login (407)`,
        details,
      )
    case status === 429:
      return new ClusterError(
        'unreachable',
        `the server ${connection.server.host} is too busy for ${asked} (429)${waitFor(answer)}: try again later`,
        details,
      )
    case status >= 500:
      return new ClusterError(
        'unreachable',
        text?.reason
          ? `${from}${message} (${status}, ${asked})`
          : `the server ${connection.server.host} failed with ${status} on ${asked}${quoted(message)}`,
        details,
      )
    case status === 400 && text?.reason === 'BadRequest' && /[?&](?:label|field)Selector=/.test(path):
      return new ClusterError('usage', `${from}${message}`, details)
    case status >= 300 && status < 400:
      return new ClusterError('protocol', redirectText(answer, asked, connection), details)
    default:
      return new ClusterError(
        'protocol',
        text === null
          ? `the server ${connection.server.host} answered ${asked} with ${status}${quoted(message)}`
          : `${from}${message}`,
        details,
      )
  }
}

/** The error for a request that got no answer. */
export function failureError(failure: ExchangeFailure, path: string, connection: Connection): ClusterError {
  const { server } = connection
  const asked = `GET ${withoutQuery(path)}`
  const late = (what: string): ClusterError =>
    new ClusterError(
      'unreachable',
      `the server ${server.host} ${what} (${asked}): try again, or raise --request-timeout`,
      {
        timedOut: true,
        cause: failure,
      },
    )
  switch (failure.kind) {
    case 'silent':
      return late('took the request and did not answer in time')
    case 'stalled':
    case 'too-slow':
      return late(`did not finish its answer in time, ${failure.received} bytes had come`)
    case 'lost':
      return new ClusterError(
        'unreachable',
        `the server ${server.host} closed the connection during ${asked}: try again`,
        { cause: failure },
      )
    case 'too-large':
      return new ClusterError('protocol', `the answer of ${server.host} to ${asked} is larger than 64 MiB`, {
        cause: failure,
      })
    case 'undecodable':
      return new ClusterError(
        'protocol',
        `the answer of ${server.host} to ${asked} is compressed in a way that cannot be read`,
        {
          cause: failure,
        },
      )
    default:
      return connectionError(failure.cause, connection)
  }
}

const tlsProblems: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: is the clock of this machine right?',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by an unknown authority: check certificate-authority in the kubeconfig',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is signed by an unknown authority: check certificate-authority in the kubeconfig',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is signed by an unknown authority: check certificate-authority in the kubeconfig',
  UNABLE_TO_GET_ISSUER_CERT:
    'its certificate is signed by an unknown authority: check certificate-authority in the kubeconfig',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate is signed by an unknown authority: check certificate-authority in the kubeconfig',
  CERT_SIGNATURE_FAILURE:
    'its certificate is signed by an unknown authority: check certificate-authority in the kubeconfig',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name: check the server in the kubeconfig, or tls-server-name',
  EPROTO: 'it does not speak TLS as expected: is it an http:// server, or another program on this port?',
}

/** The error for a connection that could not be made. */
function connectionError(cause: unknown, { server, contextName, proxy }: Connection): ClusterError {
  if (cause instanceof ClusterError) return cause
  const code = codeOf(cause)
  const target = proxy === null ? server : proxy
  const place = `${hostOf(target)}:${portOf(target)}`
  const where = contextName === '' ? '' : ` (context "${contextName}")`
  const unable = (why: string, timedOut = false): ClusterError =>
    new ClusterError('unreachable', `Unable to connect to the server: ${why}${where}`, { cause, timedOut })
  switch (code) {
    case 'ECONNREFUSED':
      return new ClusterError(
        'unreachable',
        `The connection to the server ${proxy === null ? server.host : `${proxy.host} (a proxy)`} was refused - did you specify the right host or port?`,
        { cause },
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unable(`the name ${hostOf(target)} is not known here: is the network or VPN up?`)
    case tooLong:
      return unable(
        `${place} did not take the connection in time: is the cluster up, and the network or VPN?`,
        true,
      )
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return unable(`there is no way to ${place}: is the network or VPN up?`)
    case 'ECONNRESET':
    case 'EPIPE':
      return unable(`${place} closed the connection before it stood`)
    default: {
      const problem = tlsProblems[code] ?? (code.startsWith('ERR_SSL') ? tlsText(code) : null)
      return unable(
        problem === null ? `${place} cannot be reached (${code || 'unknown error'})` : `${place}: ${problem}`,
      )
    }
  }
}

function tlsText(code: string): string {
  const text = code
    .replace(/^ERR_SSL_/, '')
    .toLowerCase()
    .replaceAll('_', ' ')
  if (/wrong version number|packet length too long|unexpected message|http request/.test(text))
    return tlsProblems.EPROTO ?? text
  return /alert/.test(text)
    ? `it refused the TLS connection, perhaps for the client certificate (${text})`
    : `TLS failed (${text})`
}

function redirectText({ location, status }: RawAnswer, asked: string, { server }: Connection): string {
  const target = location !== null && URL.canParse(location, server) ? new URL(location, server) : null
  return target === null || target.origin === server.origin
    ? `the server ${server.host} answered ${asked} with a redirect (${status}) that leads nowhere`
    : `the server ${server.host} redirects ${asked} to ${firstLine(target.host, 100)}, where credentials are not sent: is a login page or proxy in between?`
}

function waitFor({ retryAfter }: RawAnswer): string {
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? ` and asks to wait ${retryAfter} s` : ''
}

function plainBody({ body, contentType }: RawAnswer): string {
  return contentType.startsWith('text/plain') ? firstLine(body.toString('utf8'), 120) : ''
}

function quoted(message: string): string {
  return message === '' ? '' : `: ${message}`
}

/** A path without its query, which may hold names that an error has no need to repeat. */
export function withoutQuery(path: string): string {
  return path.split('?', 1)[0] ?? path
}
