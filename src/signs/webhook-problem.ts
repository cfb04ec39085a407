// Why the API server got no usable answer from an admission webhook, by the error that it wraps.

/**
 * - `no-endpoints`: no pod behind its Service is ready.
 * - `no-service`: its Service does not exist, or its name cannot be resolved.
 * - `certificate`: the server does not trust its certificate, or TLS failed otherwise.
 * - `refused`: nothing listens at its address.
 * - `silent`: it did not answer in time, or its address cannot be reached.
 * - `broken`: the connection broke before the answer was whole.
 * - `answered`: it answered, but with an error or with something that is no admission review.
 * - `other`: an error that is none of these.
 */
export type WebhookProblem =
  | 'no-endpoints'
  | 'no-service'
  | 'certificate'
  | 'refused'
  | 'silent'
  | 'broken'
  | 'answered'
  | 'other'

// Errors of Go's net, crypto/tls and net/http, of the service resolver (`genericapiserver/proxy`), and of client-go's REST client.
const wordings: readonly (readonly [WebhookProblem, RegExp])[] = [
  ['no-endpoints', /no endpoints available for service/],
  ['no-service', /service "[^"]+" not found|no such host|no service port \d+ found/],
  ['certificate', /x509: |tls: |certificate (?:signed|is not|has expired)|HTTPS client/],
  ['refused', /connection refused/],
  [
    'silent',
    /context deadline exceeded|Client\.Timeout|i\/o timeout|TLS handshake timeout|request canceled|no route to host|network is unreachable|connection timed out/,
  ],
  ['broken', /\bEOF\b|connection reset|broken pipe|use of closed|http2: |malformed HTTP/],
  [
    'answered',
    /the server |an error on the server|expected webhook response|unexpected response code|invalid character|no kind |status code|Internal Server Error|Not Found|Forbidden|Unauthorized|Bad Gateway|Service Unavailable|could not find the requested resource/,
  ],
]

/** What the error says of the webhook. */
export function webhookProblem(error: string): WebhookProblem {
  return wordings.find(([, wording]) => wording.test(error))?.[0] ?? 'other'
}
